// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

/// One measurement at one concurrency: counts until enough requests have ended to tell a change
/// from chance.
final class MeasuringWindow {
  /// A shorter measurement says little on a machine that has other work too.
  private static final long ROUND_NANOS = 25_000_000;

  private static final long SETTLED_NANOS = 100_000_000;
  private static final long MAX_NANOS = 3_000_000_000L;

  private static final int FEW_REQUESTS = 32;
  private static final int MANY_REQUESTS = 400;

  private final long settledAt;
  private final int wanted;
  private final int turns;
  private final long least;
  private boolean counting;
  private long countingSince;
  private GateTotals start = GateTotals.ZERO;

  /// @param wanted requests to count
  /// @param turns mean times of a request that it lasts at least
  private MeasuringWindow(long settledAt, int wanted, int turns, long least) {
    this.settledAt = settledAt;
    this.wanted = wanted;
    this.turns = turns;
    this.least = least;
  }

  /// One round trip, from now on: until as many requests have ended as ran at its beginning.
  static MeasuringWindow round(long now, GateTotals totals, int running) {
    int wanted = Math.max(FEW_REQUESTS, running);
    MeasuringWindow round = new MeasuringWindow(now, wanted, 1, ROUND_NANOS);
    round.count(now, totals);
    return round;
  }

  /// Several round trips, once the requests of the previous concurrency have drained.
  ///
  /// @param settlingNanos not counted at first; 0 where unknown
  static MeasuringWindow settled(long now, long settlingNanos, int running) {
    long settledAt = now + Math.min(settlingNanos, MAX_NANOS);
    return new MeasuringWindow(settledAt, Math.max(MANY_REQUESTS, 4 * running), 2, SETTLED_NANOS);
  }

  boolean complete(long now, GateTotals totals) {
    if (!counting) {
      if (now - settledAt < 0) return false;
      count(now, totals);
      return false;
    }
    GateTotals counted = totals.since(start);
    long elapsed = now - countingSince;
    long several = turns * Math.max(counted.meanNanos(), 0);
    boolean enough = counted.ended() >= wanted && elapsed >= Math.max(least, several);
    return enough || (elapsed >= MAX_NANOS && counted.ended() > 0);
  }

  private void count(long now, GateTotals totals) {
    counting = true;
    countingSince = now;
    start = totals;
  }

  GateTotals counted(GateTotals totals) {
    return totals.since(start);
  }

  double workPerSecond(long now, GateTotals totals) {
    return counted(totals).work() * 1e9 / Math.max(1, now - countingSince);
  }
}
