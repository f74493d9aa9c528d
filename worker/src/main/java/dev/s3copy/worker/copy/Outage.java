// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Tells one object's bad luck from a store that is away.
///
/// While no request at all succeeds, failing to connect is nobody's fault in particular: such tries
/// are not held against the object, and the run waits until the store is back or the patience is
/// spent.
public final class Outage {
  /// Without any success for this long, connection failures are an outage.
  private static final long SUSPECTED_NANOS = Duration.ofSeconds(3).toNanos();

  private final LongSupplier nanoTime;
  private final long patienceNanos;
  private volatile long lastSuccess;

  public Outage(LongSupplier nanoTime, Duration patience) {
    this.nanoTime = nanoTime;
    this.patienceNanos = patience.toNanos();
    this.lastSuccess = nanoTime.getAsLong();
  }

  void succeeded() {
    lastSuccess = nanoTime.getAsLong();
  }

  boolean ongoing() {
    return silence() > SUSPECTED_NANOS;
  }

  boolean patienceSpent() {
    return silence() > patienceNanos;
  }

  private long silence() {
    return nanoTime.getAsLong() - lastSuccess;
  }
}
