// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client connection: head → body → answer, then again. One request at a time; what a client
/// sends ahead waits in the buffer.
final class Connection {
  /// S3 refuses heads above 8 KiB; user metadata of 2 KiB and a long signature fit well.
  private static final int HEAD_LIMIT = 16 * 1024;

  /// With the bandwidth knob content goes out in pieces of this size; what a timer that fires late
  /// makes it miss, it catches up with.
  private static final long BURST = 64 * 1024;

  private static final long CATCH_UP_NANOS = 10_000_000;
  private static final long NANOS = 1_000_000_000;

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Wire wire;
  private final SelectionKey key;
  private final EventLoop loop;
  private final Store store;
  private final byte[] head = new byte[HEAD_LIMIT];
  private final ByteBuffer in = ByteBuffer.wrap(head);
  private final Reply reply;
  private @Nullable Request request;
  private @Nullable Body body;
  private boolean answering;

  /// Whether the statistics count a request of this connection as in flight.
  private boolean counted;

  /// When the bandwidth knob lets more content go out.
  private long freeAt = System.nanoTime();

  Connection(Wire wire, SelectionKey key, EventLoop loop, Store store) {
    this.wire = wire;
    this.key = key;
    this.loop = loop;
    this.store = store;
    this.reply = new Reply(store.pattern);
  }

  void onReadable() throws IOException {
    do {
      int n = body != null && in.position() == 0 ? readBody(body) : wire.read(in);
      if (n < 0) close();
      else if (!answering) advance();
    } while (wire.holdsMore() && !answering && isOpen());
  }

  void onWritable() throws IOException {
    flush();
    if (!answering && isOpen()) advance();
    if (!answering && isOpen() && wire.holdsMore()) onReadable();
  }

  /// The time that a knob made it wait ran out.
  void answerNow() throws IOException {
    onWritable();
  }

  void close() throws IOException {
    countAnswered();
    wire.channel().close();
  }

  private void countAnswered() {
    if (counted) store.stats.answered();
    counted = false;
  }

  private boolean isOpen() {
    return wire.channel().isOpen();
  }

  /// Large bodies go through a buffer of the loop, never past the end of the body.
  private int readBody(Body into) throws IOException {
    ByteBuffer scratch = loop.scratch();
    scratch.limit((int) Math.min(scratch.capacity(), into.encodedLeft()));
    int n = wire.read(scratch);
    into.accept(scratch.flip());
    if (n > 0) store.stats.received(n);
    return n;
  }

  private void advance() throws IOException {
    while (!answering && isOpen()) {
      if (request == null && !readHead()) return;
      if (body != null) {
        in.flip();
        store.stats.received(in.remaining());
        body.accept(in);
        in.compact();
        if (body.encodedLeft() > 0) return;
      }
      answer();
    }
  }

  private boolean readHead() throws IOException {
    int end = Request.endOfHead(head, in.position());
    if (end < 0) {
      if (!in.hasRemaining()) close();
      return false;
    }
    Request parsed = Request.parse(head, end);
    if (!Store.isControl(parsed)) {
      store.stats.arrived();
      counted = true;
    }
    in.flip().position(end);
    in.compact();
    request = parsed;
    long length = parsed.contentLength();
    if (length > 0) body = new Body(length, parsed.isAwsChunked(), Store.keepsBody(parsed));
    if (length > 0 && parsed.expectsContinue()) wire.write(ByteBuffer.wrap(CONTINUE));
    return true;
  }

  private void answer() throws IOException {
    Request asked = request;
    if (asked == null) return;
    answering = true;
    reply.reset(store.nextRequestId(), asked.method.equals("HEAD"));
    Knobs.Fault fault = Store.isControl(asked) ? Knobs.Fault.NONE : store.knobs.roll();
    if (fault == Knobs.Fault.SLOW_DOWN) {
      store.stats.count(Stats.Op.SLOW_DOWN);
      reply.error(503, "SlowDown", "Please reduce your request rate.");
    } else {
      store.answer(asked, body, reply);
    }
    if (fault == Knobs.Fault.RESET) reset();
    if (fault == Knobs.Fault.CUT) {
      store.stats.count(Stats.Op.CUT);
      reply.cut();
    }
    if (asked.closes()) reply.closes = true;
    request = null;
    body = null;
    long latency = Store.isControl(asked) ? 0 : store.knobs.latencyMillis();
    if (latency == 0) {
      flush();
    } else if (isOpen()) {
      waitUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(latency));
    }
  }

  /// The worst kind: the request was carried out, and the client never learns so.
  private void reset() throws IOException {
    store.stats.count(Stats.Op.RESET);
    wire.channel().setOption(StandardSocketOptions.SO_LINGER, 0);
    close();
  }

  private void flush() throws IOException {
    if (!isOpen()) return;
    long bandwidth = store.knobs.bytesPerSecond();
    long sent = reply.writeTo(wire, bandwidth == 0 ? Long.MAX_VALUE : BURST);
    store.stats.sent(sent);
    answering = !(reply.done() && wire.flush());
    if (!answering) countAnswered();
    if (bandwidth > 0 && answering) {
      long now = System.nanoTime();
      freeAt = Math.max(freeAt, now - CATCH_UP_NANOS) + sent * NANOS / bandwidth;
      if (freeAt - now > 0) {
        waitUntil(freeAt);
        return;
      }
    }
    int interest = answering ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != interest) key.interestOps(interest); // each change costs a call
    if (!answering && reply.closes) close();
  }

  private void waitUntil(long nanoTime) {
    key.interestOps(0);
    loop.later(nanoTime, this);
  }
}
