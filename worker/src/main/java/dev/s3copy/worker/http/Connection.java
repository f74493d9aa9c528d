// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpStreamBase;

/// A kept connection; used by one exchange at a time.
final class Connection {
  private final HttpClientConnection socket;
  private final long openedAt = System.nanoTime();
  private volatile @Nullable Exchange current;
  private @Nullable HttpStreamBase stream;
  private boolean used;

  /// Of its event loop, once an exchange has ended.
  private Thread loop = Thread.currentThread();
  private boolean taken;
  private boolean closed;

  Connection(HttpClientConnection socket) {
    this.socket = socket;
  }

  /// Sends a request. Its [#end] is due after the exchange has said that it is over, which may be
  /// before this returns.
  void start(Exchange exchange, HttpCall call) {
    RequestBody body = call.body() == null ? null : new RequestBody(call.body(), exchange);
    HttpRequest request = new HttpRequest(call.method(), call.target(), call.headers(), body);
    current = exchange;
    used = true;
    try {
      HttpStreamBase made = exchange.over(socket, request);
      stream = made;
      made.activate();
    } catch (CrtRuntimeException | IllegalStateException e) {
      // The connection closed in between: no callback follows.
      exchange.finish(e instanceof CrtRuntimeException crt ? crt.errorCode : CRT.awsLastError());
    }
  }

  void end() {
    current = null;
    HttpStreamBase ended = stream;
    stream = null;
    if (ended != null) ended.close();
  }

  /// It was idle, and is taken.
  void markTaken() {
    taken = true;
  }

  /// @return whether it was taken
  boolean unmarkTaken() {
    boolean was = taken;
    taken = false;
    return was;
  }

  /// On its event loop.
  void seenOn(Thread thread) {
    loop = thread;
  }

  Thread loop() {
    return loop;
  }

  /// Whether it has carried a request before, so that the server may have closed it meanwhile.
  boolean used() {
    return used;
  }

  boolean open() {
    return socket.isOpen();
  }

  long ageNanos() {
    return System.nanoTime() - openedAt;
  }

  /// Ends the exchange under way with an error; callable from any thread, event loops included.
  /// Synchronized with [#close], after which the native object is gone.
  synchronized void shutdown() {
    if (!closed) socket.shutdown();
  }

  void checkStalled(long now) {
    Exchange exchange = current;
    if (exchange != null) exchange.checkStalled(now);
  }

  synchronized void close() {
    if (closed) return;
    closed = true;
    socket.shutdown();
    socket.close();
  }
}
