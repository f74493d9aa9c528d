// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import dev.s3copy.worker.http.TransportException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.DirectExchange;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpHeaderBlock;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpStreamBase;

/// One request and its answer on one connection: the event loop fills it in and says when it is
/// whole, or lost.
///
/// Everything is written by the event loop before `done`, and read by others after it. A callback
/// never throws into native code: its error is kept, and ends the exchange.
final class Exchange extends DirectExchange {
  /// An exchange that is slower than this as a whole counts as stalled.
  private static final long MIN_BYTES_PER_SECOND = 16 << 10;

  /// A server that sends byte by byte gets this many times the patience, plus the time for the
  /// body.
  private static final int PATIENCE_FACTOR = 10;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Connection connection;
  private final Runnable ended;
  private final ReplyBody body;
  private final long patienceNanos;
  private final long deadline;
  private final long startedAt;
  private volatile long lastProgress;
  private volatile boolean stalled;
  private volatile boolean done;

  private int status;
  private Headers headers = Headers.NONE;
  private int crtError;
  private boolean oversized;
  private @Nullable Throwable broken;

  /// @param ended called once, on an event loop, when the exchange is over; quick, never throws
  Exchange(Connection connection, HttpCall call, Runnable ended) {
    this.connection = connection;
    this.ended = ended;
    this.body = new ReplyBody(call.into());
    this.patienceNanos = call.patience().toNanos();
    long now = System.nanoTime();
    this.startedAt = now;
    this.lastProgress = now;
    this.deadline =
        now
            + PATIENCE_FACTOR * patienceNanos
            + call.expectedBytes() * NANOS_PER_SECOND / MIN_BYTES_PER_SECOND;
  }

  /// The stream this goes over once that is activated.
  HttpStreamBase over(HttpClientConnection socket, HttpRequest request) {
    return makeOn(socket, request);
  }

  @Override
  protected void headers(int code, int block, ByteBuffer received) {
    progressed();
    if (block != HttpHeaderBlock.MAIN.getValue()) return;
    try {
      status = code;
      headers = Headers.copyOf(received);
      body.begin(code, headers);
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  @Override
  protected void body(ByteBuffer chunk) {
    progressed();
    try {
      if (!oversized && broken == null && !body.accept(chunk)) {
        oversized = true;
        connection.shutdown();
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  @Override
  protected void complete(int error) {
    connection.seenOn(Thread.currentThread());
    finish(error);
  }

  /// Ends the exchange; also called when the request could not be handed over at all.
  void finish(int error) {
    crtError = error;
    lastProgress = System.nanoTime();
    done = true;
    ended.run();
  }

  /// From its start to its end, once it is over.
  long nanos() {
    return lastProgress - startedAt;
  }

  void progressed() {
    lastProgress = System.nanoTime();
  }

  private void fail(Throwable e) {
    broken = e;
    connection.shutdown();
  }

  /// Called by the watchdog.
  void checkStalled(long now) {
    if (done) return;
    boolean moving = now - lastProgress < patienceNanos;
    if (moving && now - deadline < 0) return;
    stalled = true;
    connection.shutdown();
  }

  boolean clean() {
    return crtError == 0 && !oversized && broken == null;
  }

  /// Whether the connection broke before the server said anything at all.
  boolean lostUnanswered() {
    return crtError != 0 && status == 0 && !stalled && broken == null;
  }

  HttpReply reply() throws TransportException {
    if (broken != null) {
      throw new TransportException(
          Reason.INTERNAL, "INTERNAL", "a response callback failed: " + broken, broken);
    }
    if (oversized) {
      boolean announced = headers.find("content-length") != null;
      throw new TransportException(
          Reason.MALFORMED,
          announced ? "OVERSIZED" : TransportException.OVERSIZED_UNANNOUNCED,
          "the answer is longer than what was asked for",
          null);
    }
    if (crtError == 0) return new HttpReply(status, headers, body);
    if (stalled) {
      long seconds = patienceNanos / NANOS_PER_SECOND;
      throw new TransportException(
          Reason.STALLED, "STALLED", "no progress within " + seconds + " s", null);
    }
    throw CrtErrors.duringExchange(crtError);
  }
}
