// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.testkit.http.Listener;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Stands on 127.0.0.1 before any S3 server without TLS and passes requests on, except where the
/// plan says otherwise. Heads are forwarded as they came, Host included, so that signatures made
/// for the front hold at the server; bodies are not buffered.
public final class FaultFront implements AutoCloseable {
  private final URI target;
  private final FaultPlan plan;
  private final RequestLog log;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Listener listener;

  private FaultFront(URI target, FaultPlan plan, RequestLog log) {
    if (!"http".equals(target.getScheme()) || target.getPort() < 0) {
      throw new IllegalArgumentException("need http://host:port, not " + target);
    }
    this.target = target;
    this.plan = plan;
    this.log = log;
    this.listener = Listener.start(0, "fault-front", this::serve);
  }

  public static FaultFront start(URI target, FaultPlan plan) {
    return start(target, plan, RequestLog.DEFAULT_CAPACITY);
  }

  /// @param logged how many requests the log keeps
  public static FaultFront start(URI target, FaultPlan plan, int logged) {
    return new FaultFront(target, plan, new RequestLog(logged));
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.port());
  }

  public FaultPlan plan() {
    return plan;
  }

  public RequestLog log() {
    return log;
  }

  @Override
  public void close() {
    closed.countDown();
    listener.close();
  }

  /// Waits, but not after the front is closed.
  void pause(Duration time) {
    try {
      if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket client) throws IOException {
    try (Upstream upstream = new Upstream(target);
        FrontConnection connection = new FrontConnection(client, upstream, this)) {
      connection.run();
    }
  }
}
