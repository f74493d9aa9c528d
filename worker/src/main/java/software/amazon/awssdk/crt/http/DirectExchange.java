// SPDX-License-Identifier: Apache-2.0
package software.amazon.awssdk.crt.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// One exchange at the seam between the CRT's native code and Java, where an answer is still in
/// native memory.
///
/// It stands in the CRT's package because the seam does: the public handler would hand each 16 KiB
/// of a body over in an array made, cleared and filled for it, a fifth of what a large object costs
/// (decision 0010). What is used here was read from version 0.48.4, to which the build is pinned;
/// `DirectExchangeTest` tells when another differs.
///
/// All callbacks come from one event loop; their buffers are theirs only until they return.
@NullMarked
public abstract class DirectExchange extends HttpStreamResponseHandlerNativeAdapter {
  private static final MethodHandle MAKE_REQUEST = makeRequest();

  protected DirectExchange() {
    super((HttpStreamBaseResponseHandler) null);
  }

  private static MethodHandle makeRequest() {
    try {
      return MethodHandles.privateLookupIn(HttpClientConnection.class, MethodHandles.lookup())
          .findStatic(
              HttpClientConnection.class,
              "httpClientConnectionMakeRequest",
              MethodType.methodType(
                  HttpStreamBase.class,
                  long.class,
                  byte[].class,
                  HttpRequestBodyStream.class,
                  HttpStreamResponseHandlerNativeAdapter.class,
                  boolean.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Makes a stream of this exchange; its callbacks begin when that is activated.
  ///
  /// @throws IllegalStateException where the connection is closed
  /// @throws software.amazon.awssdk.crt.CrtRuntimeException where it just ended
  protected final HttpStreamBase makeOn(HttpClientConnection connection, HttpRequest request) {
    if (connection.isNull()) throw new IllegalStateException("the connection is closed");
    long handle = connection.getNativeHandle();
    byte[] head = request.marshalForJni();
    @Nullable HttpRequestBodyStream body = request.getBodyStream();
    try {
      return (HttpStreamBase)
          MAKE_REQUEST.invokeExact(
              handle, head, body, (HttpStreamResponseHandlerNativeAdapter) this, false);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the CRT's makeRequest threw what it does not declare", e);
    }
  }

  /// @param block a value of [HttpHeaderBlock]
  /// @param headers of each header the length of its name (4 bytes, big-endian), its name, and the
  ///     same of its value
  protected abstract void headers(int status, int block, ByteBuffer headers);

  protected abstract void body(ByteBuffer chunk);

  /// The last callback.
  ///
  /// @param error of the CRT; 0 for none
  protected abstract void complete(int error);

  @Override
  final void onResponseHeaders(HttpStreamBase stream, int status, int block, ByteBuffer headers) {
    headers(status, block, headers);
  }

  @Override
  final void onResponseHeadersDone(HttpStreamBase stream, int block) {}

  @Override
  final int onResponseBody(HttpStreamBase stream, ByteBuffer chunk) {
    int length = chunk.remaining();
    body(chunk);
    return length;
  }

  @Override
  final void onMetrics(HttpStreamBase stream, HttpStreamMetrics metrics) {}

  @Override
  final void onResponseComplete(HttpStreamBase stream, int error) {
    complete(error);
  }
}
