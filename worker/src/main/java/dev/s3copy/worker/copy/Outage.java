// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Tells one object's bad luck from a store that is away.
///
/// While the store does not answer at all, a failure to connect is nobody's fault in particular:
/// such tries are not held against the object, and the run waits until the store is back or the
/// patience is spent. Whether it answers is asked by a request that has nothing to do with the
/// object, so that one object that always fails is never taken for an outage.
public final class Outage {
  /// Without any success for this long, the store is asked whether it is there.
  private static final long SUSPECTED_NANOS = Duration.ofSeconds(3).toNanos();

  /// An answer to that question counts for this long.
  private static final long PROBE_GAP_NANOS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private final long patienceNanos;
  private final BooleanSupplier storeAnswers;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile long lastSuccess;

  /// Guarded by [#asking].
  private boolean away;

  private long awaySince;
  private long asked;

  /// @param storeAnswers sends a request to each store of the run and waits: whether all answered,
  ///     be it with an error
  public Outage(LongSupplier nanoTime, Duration patience, BooleanSupplier storeAnswers) {
    this.nanoTime = nanoTime;
    this.patienceNanos = patience.toNanos();
    this.storeAnswers = storeAnswers;
    this.lastSuccess = nanoTime.getAsLong();
  }

  void succeeded() {
    lastSuccess = nanoTime.getAsLong();
  }

  private boolean isSuspected() {
    return nanoTime.getAsLong() - lastSuccess > SUSPECTED_NANOS;
  }

  /// Waits for the answer of the store where that is not known.
  boolean ongoing() {
    if (!isSuspected()) return false;
    asking.lock();
    try {
      if (!isSuspected()) return false;
      if (away && nanoTime.getAsLong() - asked < PROBE_GAP_NANOS) return true;
      long now = nanoTime.getAsLong();
      boolean answered = storeAnswers.getAsBoolean();
      asked = nanoTime.getAsLong();
      if (answered) succeeded();
      else if (!away) awaySince = now;
      away = !answered;
      return away;
    } finally {
      asking.unlock();
    }
  }

  /// Whether it lasts for longer than anybody wants to wait.
  boolean patienceSpent() {
    asking.lock();
    try {
      return away && nanoTime.getAsLong() - awaySince > patienceNanos;
    } finally {
      asking.unlock();
    }
  }
}
