// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// One call on a connection of its own, made without waiting: [#send], then [#end] once it arrived;
/// or [#drop] instead of both. For one thread.
public final class OpenCall {
  private final HttpTransport transport;
  private final Connection connection;
  private @Nullable Exchange exchange;

  OpenCall(HttpTransport transport, Connection connection) {
    this.transport = transport;
    this.connection = connection;
  }

  /// @param arrived called once, on an event loop, perhaps before this returns: quick, never throws
  public void send(HttpCall call, Runnable arrived) {
    exchange = connection.start(call, arrived);
  }

  /// Nothing was sent.
  public void drop() {
    transport.giveBack(connection, null);
  }

  /// Has the answer arrive soon, most likely as an error. From any thread.
  public void cancel() {
    connection.shutdown();
  }

  /// What came back; call it once, after it arrived.
  ///
  /// @throws TransportException also where a kept connection turned out closed: nothing is sent
  ///     twice here
  public HttpReply end() throws TransportException {
    Exchange over = requireNonNull(exchange, "nothing was sent");
    connection.end();
    transport.giveBack(connection, over);
    return over.reply();
  }

  /// Whether the connection had been closed by the server before it saw the call, most likely.
  public boolean stale() {
    return exchange != null && exchange.lostUnanswered();
  }

  /// From the sending to the arrival, once it arrived.
  public long nanos() {
    return requireNonNull(exchange, "nothing was sent").nanos();
  }
}
