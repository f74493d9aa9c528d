// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/// Cuts exchanges that make no progress. It looks at every connection from time to time, which
/// costs a request nothing. Unlike the CRT's throughput monitor, it allows each call its own
/// patience (a server-side copy of 5 GiB is silent for minutes).
final class Watchdog implements AutoCloseable {
  private static final int LOOKS_PER_TIMEOUT = 20;

  private final Thread thread;
  private final long intervalNanos;
  private final Collection<Connection> connections;
  private volatile boolean stopped;

  Watchdog(Duration stallTimeout, Collection<Connection> connections) {
    this.intervalNanos = stallTimeout.toNanos() / LOOKS_PER_TIMEOUT;
    this.connections = connections;
    this.thread = Thread.ofPlatform().daemon().name("s3copy-watchdog").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  private void watch() {
    while (!stopped) {
      LockSupport.parkNanos(this, intervalNanos);
      long now = System.nanoTime();
      for (Connection connection : connections) connection.checkStalled(now);
    }
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
