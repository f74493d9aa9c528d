// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.nio.ByteBuffer;
import software.amazon.awssdk.crt.http.HttpRequestBodyStream;

/// Hands a buffer to an event loop piece by piece; the buffer's own position stays where it is.
final class RequestBody implements HttpRequestBodyStream {
  private final ByteBuffer source;
  private final int start;
  private final int end;
  private final Exchange exchange;
  private int position;

  RequestBody(ByteBuffer source, Exchange exchange) {
    this.source = source;
    this.start = source.position();
    this.end = source.limit();
    this.exchange = exchange;
    this.position = start;
  }

  @Override
  public boolean sendRequestBody(ByteBuffer out) {
    int n = Math.min(out.remaining(), end - position);
    out.put(out.position(), source, position, n);
    out.position(out.position() + n);
    position += n;
    exchange.progressed();
    return position == end;
  }

  @Override
  public boolean resetPosition() {
    position = start;
    return true;
  }

  @Override
  public long getLength() {
    return (long) end - start;
  }
}
