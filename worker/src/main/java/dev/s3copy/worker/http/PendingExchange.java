// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static java.util.Objects.requireNonNull;

import dev.s3copy.worker.http.TransportException.Reason;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One call under way, and the connection it goes over.
///
/// The call goes over an idle connection. Where none is idle, a virtual thread opens one for it, so
/// that no caller waits for a connection.
///
/// A server may close an idle connection just when a call goes out. Such a call is sent once more,
/// on a new connection, if it is resendable. This is the only place that does so.
public final class PendingExchange implements Runnable {
  private final HttpTransport transport;
  private final HttpCall call;
  private final Runnable arrived;

  private volatile @Nullable Connection connection;
  private volatile @Nullable Exchange exchange;
  private volatile @Nullable Thread opener;
  private volatile boolean cancelled;
  private volatile boolean over;
  private boolean reused;
  private @Nullable TransportException notStarted;

  /// @param arrived called once, on an event loop or the thread that could not connect, perhaps
  ///     before [#send] returns: quick, never throws
  PendingExchange(HttpTransport transport, HttpCall call, Runnable arrived) {
    this.transport = transport;
    this.call = call;
    this.arrived = arrived;
  }

  void send() {
    Connection idle = transport.takeIdle();
    if (idle == null) openAndStart();
    else start(idle);
  }

  private void openAndStart() {
    opener = Thread.ofVirtual().name("connect").start(this::connectAndStart);
  }

  /// Whatever goes wrong here arrives: nobody else waits for this thread.
  private void connectAndStart() {
    Connection opened = null;
    try {
      opened = transport.connect();
      start(opened);
    } catch (TransportException e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      if (opened != null) transport.discard(opened);
      fail(new TransportException(Reason.INTERNAL, "INTERNAL", String.valueOf(e), e));
    }
  }

  private void fail(TransportException e) {
    notStarted = e;
    arrive();
  }

  private void arrive() {
    over = true;
    arrived.run();
  }

  private void start(Connection on) {
    Exchange next = new Exchange(on, call, this);
    reused = on.used();
    exchange = next;
    connection = on;
    on.start(next, call);
    if (cancelled) on.shutdown();
  }

  /// The exchange is over; on an event loop.
  @Override
  public void run() {
    if (stale()) sendAgain();
    else arrive();
  }

  /// Whether the server closed the idle connection before it saw the call, most likely.
  private boolean stale() {
    Exchange ended = exchange;
    return reused && !cancelled && call.resendable() && ended != null && ended.lostUnanswered();
  }

  private void sendAgain() {
    transport.discard(detach());
    openAndStart();
  }

  private Connection detach() {
    Connection used = requireNonNull(connection, "nothing was sent");
    connection = null;
    used.end();
    return used;
  }

  /// Ends the exchange soon, most likely with an error. From any thread.
  public void cancel() {
    cancelled = true;
    Connection used = connection;
    Thread opening = opener;
    if (used != null) used.shutdown();
    else if (opening != null) opening.interrupt();
  }

  /// Returns only when native code no longer uses the caller's buffers, interrupted or not.
  ///
  /// @throws TransportException as [#end]; `INTERRUPTED` where the thread was interrupted
  public HttpReply await() throws TransportException {
    boolean interrupted = false;
    while (!over) {
      LockSupport.park(this);
      if (!over && Thread.interrupted()) {
        interrupted = true;
        cancel();
      }
    }
    try {
      return end();
    } catch (TransportException e) {
      if (!interrupted) throw e;
      throw new TransportException(Reason.INTERRUPTED, "INTERRUPTED", "interrupted", e);
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  /// The answer; call it once, after it has arrived.
  ///
  /// @throws TransportException where no complete answer arrived
  public HttpReply end() throws TransportException {
    try {
      TransportException failed = notStarted;
      if (failed != null) throw failed;
      Exchange ended = requireNonNull(exchange, "nothing was sent");
      transport.keepIfClean(detach(), ended);
      return ended.reply();
    } finally {
      transport.release();
    }
  }

  /// From the start of the exchange to its end, once it has arrived; 0 where none was started.
  public long nanos() {
    Exchange ended = exchange;
    return ended == null || notStarted != null ? 0 : ended.nanos();
  }
}
