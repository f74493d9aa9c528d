// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

/// One measurement at one concurrency: lets the requests of the previous concurrency drain, then
/// counts until enough have ended to tell a change from chance.
final class MeasuringWindow {
  private static final long MIN_NANOS = 50_000_000;
  private static final long MAX_NANOS = 3_000_000_000L;

  private final long settledAt;
  private final int wanted;
  private boolean counting;
  private long countingSince;
  private Totals start = Totals.ZERO;

  /// @param settlingNanos not counted at first; 0 where unknown
  /// @param wanted requests to count
  MeasuringWindow(long now, long settlingNanos, int wanted) {
    this.settledAt = now + Math.min(settlingNanos, MAX_NANOS);
    this.wanted = wanted;
  }

  boolean complete(long now, Totals totals) {
    if (!counting) {
      if (now - settledAt < 0) return false;
      counting = true;
      countingSince = now;
      start = totals;
      return false;
    }
    Totals counted = totals.since(start);
    long elapsed = now - countingSince;
    long twice = 2 * Math.max(counted.meanNanos(), 0);
    boolean enough = counted.ended() >= wanted && elapsed >= Math.max(MIN_NANOS, twice);
    return enough || (elapsed >= MAX_NANOS && counted.ended() > 0);
  }

  Totals counted(Totals totals) {
    return totals.since(start);
  }

  double workPerSecond(long now, Totals totals) {
    return counted(totals).work() * 1e9 / Math.max(1, now - countingSince);
  }
}
