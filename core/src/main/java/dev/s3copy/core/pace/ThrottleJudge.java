// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

/// Tells two servers apart: one that asks for less, and one that answers 503 now and then whatever
/// we do. Fewer requests do not help the second, and giving way to it would slow the run to a
/// crawl.
final class ThrottleJudge {
  /// Above this share of 503s the server means it.
  private static final double MOST_AMBIENT = 0.25;

  /// If this many halvings (to an eighth) do not bring fewer 503s, the 503s do not depend on us.
  private static final int HALVINGS_IN_VAIN = 3;

  /// Fewer requests than this say nothing about shares.
  private static final int MIN_SAMPLE = 200;

  /// Halvings further apart than this have nothing to do with each other.
  private static final long SERIES_NANOS = 5_000_000_000L;

  private GateTotals start = GateTotals.ZERO;
  private long lastHalving;
  private double firstShare;
  private int halvings;
  private double ambient;

  /// Whether to give way to the 503 that just came. Call only when a halving would be allowed.
  boolean givesWay(long now, GateTotals totals) {
    GateTotals seen = totals.since(start);
    if (now - lastHalving > SERIES_NANOS && ambient == 0) halvings = 0;
    boolean enough = seen.ended() >= MIN_SAMPLE;
    if (!enough && (ambient > 0 || halvings > 0)) return false;
    start = totals;
    double share = enough ? seen.throttledShare() : 1;
    if (ambient > 0 && share <= 2 * ambient) return false;
    ambient = 0;
    boolean inVain = halvings > 0 && share >= firstShare / 2 && share <= MOST_AMBIENT;
    if (!inVain) {
      firstShare = share;
      halvings = 1;
    } else if (++halvings > HALVINGS_IN_VAIN) {
      ambient = share;
      return false;
    }
    lastHalving = now;
    return true;
  }
}
