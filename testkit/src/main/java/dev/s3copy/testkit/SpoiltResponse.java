// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.testkit.http.Body;
import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.MessageHead;
import java.io.IOException;
import java.io.OutputStream;

/// Passes one response on with something wrong in it.
final class SpoiltResponse {
  private final FaultFront front;
  private final OutputStream out;
  private final byte[] buffer;

  SpoiltResponse(FaultFront front, OutputStream out, byte[] buffer) {
    this.front = front;
    this.out = out;
    this.buffer = buffer;
  }

  /// Whether the client got a whole message, so that the connection may go on.
  boolean write(Fault.Spoilt fault, MessageHead head, Body body) throws IOException {
    return switch (fault) {
      case Fault.LostResponse ignored -> {
        while (body.read(buffer, 0, buffer.length) >= 0) {}
        yield false;
      }
      case Fault.CutBody cut -> {
        partOf(head, body, cut.after());
        yield false;
      }
      case Fault.StallBody stall -> {
        partOf(head, body, stall.after());
        front.pause(stall.atMost());
        yield false;
      }
      case Fault.FlipBit flip -> {
        flipped(head, body, flip.at());
        yield true;
      }
      case Fault.Rewrite rewrite -> {
        byte[] changed = rewrite.body().apply(body.readAllBytes());
        Headers headers =
            Headers.builder()
                .addAll(head.headers().without("content-length").without("transfer-encoding"))
                .add("Content-Length", Integer.toString(changed.length))
                .build();
        new MessageHead(head.start(), headers).writeTo(out);
        out.write(changed);
        out.flush();
        yield true;
      }
      case Fault.Recode recode -> {
        recoded(recode.body().apply(body.readAllBytes()), head);
        yield true;
      }
    };
  }

  private void recoded(byte[] changed, MessageHead head) throws IOException {
    Headers headers =
        Headers.builder()
            .addAll(head.headers().without("content-length").without("content-range"))
            .add("Transfer-Encoding", "chunked")
            .build();
    new MessageHead("HTTP/1.1 200 OK", headers).writeTo(out);
    Chunks.write(out, changed, changed.length);
    Chunks.end(out);
    out.flush();
  }

  private void partOf(MessageHead head, Body body, long after) throws IOException {
    head.writeTo(out);
    long left = atMostBeforeTheLast(head, after);
    boolean chunked = body.framing() == Body.Framing.CHUNKED;
    for (int n; left > 0 && (n = body.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0; ) {
      if (chunked) Chunks.write(out, buffer, n);
      else out.write(buffer, 0, n);
      left -= n;
    }
    out.flush();
  }

  private void flipped(MessageHead head, Body body, long at) throws IOException {
    head.writeTo(out);
    long target = atMostBeforeTheLast(head, at);
    boolean chunked = body.framing() == Body.Framing.CHUNKED;
    long position = 0;
    for (int n; (n = body.read(buffer, 0, buffer.length)) >= 0; position += n) {
      if (target >= position && target < position + n) buffer[(int) (target - position)] ^= 1;
      if (chunked) Chunks.write(out, buffer, n);
      else out.write(buffer, 0, n);
    }
    if (chunked) Chunks.end(out);
    out.flush();
  }

  /// An offset within the body where its length is known.
  private static long atMostBeforeTheLast(MessageHead head, long offset) {
    String length = head.headers().first("content-length");
    return length == null ? offset : Math.min(offset, Math.max(Long.parseLong(length) - 1, 0));
  }
}
