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
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpException;

/// The connections to one endpoint. The sockets belong to event loops.
///
/// A connection is kept after use (see [IdleByLoop]). A permit is held for as long as a connection
/// is opened or in use, and given back only after the connection is among the idle ones again. So
/// no more than `maxConnections` exist.
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

  /// Sends a call and waits for its answer.
  public HttpReply send(HttpCall call) throws TransportException {
    reserve();
    return startToAwait(call).await();
  }

  /// Starts a call for the calling thread, which is to call [PendingExchange#await]. Needs a
  /// reservation.
  public PendingExchange startToAwait(HttpCall call) {
    Thread waiter = Thread.currentThread();
    return start(call, () -> LockSupport.unpark(waiter));
  }

  /// Starts a call, without waiting. Needs a reservation, which ends with [PendingExchange#end].
  ///
  /// @param arrived called once, on an event loop or a thread of this transport, when the exchange
  ///     is over, perhaps before this returns: quick, never throws
  public PendingExchange start(HttpCall call, Runnable arrived) {
    PendingExchange pending = new PendingExchange(this, call, arrived);
    pending.send();
    return pending;
  }

  /// Waits for a place among the connections in use.
  public void reserve() throws TransportException {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /// As [#reserve], without waiting.
  ///
  /// @return whether there was a place
  public boolean tryReserve() {
    return permits.tryAcquire();
  }

  /// Ends a reservation for which nothing was started.
  public void release() {
    permits.release();
  }

  private static TransportException interrupted() {
    Thread.currentThread().interrupt();
    return new TransportException(Reason.INTERRUPTED, "INTERRUPTED", "interrupted", null);
  }

  /// A connection to use again; null where none is idle.
  @Nullable Connection takeIdle() {
    Thread caller = Thread.currentThread();
    for (Connection kept = nextIdle(caller); kept != null; kept = nextIdle(caller)) {
      if (kept.open() && kept.ageNanos() < MAX_AGE_NANOS) return kept;
      discard(kept);
    }
    return null;
  }

  private @Nullable Connection nextIdle(Thread caller) {
    Connection kept = idle.take(caller);
    if (kept != null) kept.markTaken();
    return kept;
  }

  private void countEnd(Connection connection) {
    if (connection.unmarkTaken()) idle.ended(connection.loop());
  }

  /// A new connection; waits until it is open.
  Connection connect() throws TransportException {
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

  void keepIfClean(Connection connection, Exchange exchange) {
    if (exchange.clean()) keep(connection);
    else discard(connection);
  }

  private void keep(Connection connection) {
    countEnd(connection);
    idle.keep(connection, connection.loop());
    if (closed) closeIdle();
  }

  private void closeIdle() {
    Thread caller = Thread.currentThread();
    for (Connection c = nextIdle(caller); c != null; c = nextIdle(caller)) discard(c);
  }

  void discard(Connection connection) {
    countEnd(connection);
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
