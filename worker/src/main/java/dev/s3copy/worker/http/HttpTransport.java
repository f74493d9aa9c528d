// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static java.util.Objects.requireNonNull;

import dev.s3copy.worker.http.TransportException.Reason;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpException;

/// The connections to one endpoint. [#send] blocks its thread, a call of [#tryCall] does not; the
/// sockets belong to event loops.
///
/// A connection is kept after use (see [IdleByLoop]). A permit is held for as long as a
/// connection is in use and given back only after the connection is back among the idle ones, so
/// that no more than `maxConnections` exist.
///
/// Calls that do not block open no connection. So those that do open one more for each of them that
/// found none, else as few connections as there are blocked threads would go from hand to hand.
public final class HttpTransport implements AutoCloseable {
  /// Then a connection is replaced, so that new addresses of the endpoint come into use.
  private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final NativeStack stack;
  private final HttpOptions options;
  private final Addresses addresses;
  private final Semaphore permits;
  private final IdleByLoop<Connection> idle;
  private final Set<Connection> live = ConcurrentHashMap.newKeySet();
  private final Watchdog watchdog;

  /// Calls that found no idle connection, and for which none was opened yet.
  private final AtomicInteger missing = new AtomicInteger();

  private volatile boolean connectedOnce;
  private volatile boolean closed;

  public HttpTransport(HttpOptions options) throws TransportException {
    this(options, InetAddress::getAllByName);
  }

  HttpTransport(HttpOptions options, Addresses.Names names) throws TransportException {
    this.options = options;
    addresses = new Addresses(options.host(), options.rules(), names, System::nanoTime);
    try {
      stack = new NativeStack(options);
    } catch (CrtRuntimeException e) {
      Reason reason = options.secure() ? Reason.TLS : Reason.INTERNAL;
      throw new TransportException(reason, e.errorName, String.valueOf(e.getMessage()), e);
    }
    permits = new Semaphore(options.maxConnections());
    idle = new IdleByLoop<>(options.eventLoops());
    watchdog = new Watchdog(options.stallTimeout(), live);
    watchdog.start();
  }

  /// Whether the endpoint could ever be reached: an error in connecting means something else then.
  public boolean connectedOnce() {
    return connectedOnce;
  }

  public HttpReply send(HttpCall call) throws TransportException {
    return send(call, Integer.MAX_VALUE);
  }

  /// @param wanted connections worth having: as many as requests may run at once
  public HttpReply send(HttpCall call, int wanted) throws TransportException {
    acquirePermit();
    try {
      Connection connection = take(wanted);
      boolean kept = connection.used();
      Exchange exchange = connection.run(call);
      if (kept && exchange.lostUnanswered() && call.resendable()) {
        discard(connection);
        connection = connect();
        exchange = connection.run(call);
      }
      keepIfClean(connection, exchange);
      return exchange.reply();
    } finally {
      permits.release();
    }
  }

  /// A connection that is kept and idle, for one call; null where there is none. Never waits.
  public @Nullable OpenCall tryCall() {
    if (!permits.tryAcquire()) return null;
    Connection kept = takeKept();
    if (kept != null) return new OpenCall(this, kept);
    missing.incrementAndGet();
    permits.release();
    return null;
  }

  /// After a call of [#tryCall].
  ///
  /// @param exchange that was made; null where none was
  void giveBack(Connection connection, @Nullable Exchange exchange) {
    if (exchange == null) keep(connection);
    else keepIfClean(connection, exchange);
    permits.release();
  }

  private void acquirePermit() throws TransportException {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static TransportException interrupted() {
    Thread.currentThread().interrupt();
    return new TransportException(Reason.INTERRUPTED, "INTERRUPTED", "interrupted", null);
  }

  private Connection take(int wanted) throws TransportException {
    Connection kept = oneMore(wanted) ? null : takeKept();
    return kept == null ? connect() : kept;
  }

  private boolean oneMore(int wanted) {
    if (missing.get() <= 0) return false;
    if (live.size() < Math.min(wanted, options.maxConnections())) {
      return missing.getAndDecrement() > 0;
    }
    // There are enough: who missed one came too early.
    missing.set(0);
    return false;
  }

  /// A connection to use again; null where none is idle.
  private @Nullable Connection takeKept() {
    Thread caller = Thread.currentThread();
    for (Connection kept = taken(caller); kept != null; kept = taken(caller)) {
      if (kept.open() && kept.ageNanos() < MAX_AGE_NANOS) return kept;
      discard(kept);
    }
    return null;
  }

  private @Nullable Connection taken(Thread caller) {
    Connection kept = idle.take(caller);
    if (kept != null) kept.enter();
    return kept;
  }

  private void leave(Connection connection) {
    if (connection.leave()) idle.ended(connection.loop());
  }

  private Connection connect() throws TransportException {
    if (options.rules().anywhere()) return connect(options.host());
    TransportException last = null;
    for (InetAddress address : addresses.candidates()) {
      try {
        return connect(address.getHostAddress());
      } catch (TransportException e) {
        if (e.reason() != Reason.NOT_CONNECTED) throw e;
        addresses.failed(address);
        last = e;
      }
    }
    throw requireNonNull(last);
  }

  private Connection connect(String host) throws TransportException {
    CompletableFuture<HttpClientConnection> pending = acquire(host);
    try {
      Connection connection = new Connection(pending.get());
      connectedOnce = true;
      live.add(connection);
      return connection;
    } catch (InterruptedException e) {
      CompletableFuture<Void> _ = pending.thenAccept(HttpClientConnection::close);
      throw interrupted();
    } catch (ExecutionException e) {
      throw notConnected(e.getCause());
    }
  }

  private CompletableFuture<HttpClientConnection> acquire(String host) throws TransportException {
    try {
      return stack.acquire(host);
    } catch (CrtRuntimeException e) {
      throw new TransportException(Reason.INTERNAL, e.errorName, String.valueOf(e.getMessage()), e);
    } catch (IllegalStateException e) {
      throw new TransportException(Reason.INTERNAL, "CLOSED", "the transport is closed", e);
    }
  }

  private static TransportException notConnected(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpException e -> CrtErrors.whileConnecting(e.getErrorCode());
      case CrtRuntimeException e -> CrtErrors.whileConnecting(e.errorCode);
      case null, default ->
          new TransportException(Reason.INTERNAL, "INTERNAL", String.valueOf(cause), cause);
    };
  }

  private void keepIfClean(Connection connection, Exchange exchange) {
    if (exchange.clean()) keep(connection);
    else discard(connection);
  }

  private void keep(Connection connection) {
    leave(connection);
    idle.keep(connection, connection.loop());
    if (closed) closeIdle();
  }

  private void closeIdle() {
    Thread caller = Thread.currentThread();
    for (Connection c = taken(caller); c != null; c = taken(caller)) discard(c);
  }

  private void discard(Connection connection) {
    leave(connection);
    live.remove(connection);
    connection.close();
  }

  /// Ends what is under way and closes every connection and native thread.
  @Override
  public void close() {
    closed = true;
    watchdog.close();
    live.forEach(Connection::shutdown);
    closeIdle();
    stack.close();
  }
}
