// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Limits requests and bytes per second, within 5 % over any 2 s or more. First come, first served;
/// the rates may change while threads wait. Costs nothing where there is no limit.
///
/// A large body is best charged in pieces as it moves (`acquire(0, piece)`): a single charge lets
/// it start at once and makes the others wait for it.
public final class RateLimit {
  private final LongSupplier nanoTime;

  /// Held by the one thread that waits for tokens; the others queue behind it in order.
  private final Semaphore turn = new Semaphore(1, true);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TokenBucket requestTokens;
  private final TokenBucket byteTokens;
  private volatile boolean unlimited;

  /// @param requestsPerSecond 0 for no limit
  /// @param bytesPerSecond body bytes, either way; 0 for no limit
  public RateLimit(double requestsPerSecond, double bytesPerSecond, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.requestTokens = new TokenBucket(requestsPerSecond, nanoTime.getAsLong());
    this.byteTokens = new TokenBucket(bytesPerSecond, nanoTime.getAsLong());
    this.unlimited = requestTokens.unlimited() && byteTokens.unlimited();
  }

  public static RateLimit none() {
    return new RateLimit(0, 0, System::nanoTime);
  }

  boolean unlimited() {
    return unlimited;
  }

  /// Waits until both rates allow it, then charges both.
  public void acquire(int requests, long bytes) throws InterruptedException {
    if (unlimited) return;
    turn.acquire();
    try {
      lock.lock();
      try {
        awaitTokens(requests > 0, bytes > 0);
        requestTokens.take(requests);
        byteTokens.take((double) bytes);
      } finally {
        lock.unlock();
      }
    } finally {
      turn.release();
    }
  }

  /// Takes effect at once, for those who wait too; 0 lifts a limit.
  public void setRates(double requestsPerSecond, double bytesPerSecond) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      requestTokens.setRate(requestsPerSecond, now);
      byteTokens.setRate(bytesPerSecond, now);
      unlimited = requestTokens.unlimited() && byteTokens.unlimited();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nobody waits for a rate that is not charged: a LIST need not wait for a debt of bytes.
  private void awaitTokens(boolean ofRequests, boolean ofBytes) throws InterruptedException {
    while (true) {
      long now = nanoTime.getAsLong();
      long wait =
          Math.max(
              ofRequests ? requestTokens.waitNanos(now) : 0,
              ofBytes ? byteTokens.waitNanos(now) : 0);
      if (wait <= 0) return;
      // Woken in time, or early by a change of the rates: look again either way.
      var _ = changed.awaitNanos(wait);
    }
  }
}
