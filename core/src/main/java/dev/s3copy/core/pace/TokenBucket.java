// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

/// Tokens that arrive at a steady rate, a few of which can be saved up. A taker that finds the
/// level at zero or above may take any number and leave a debt; later takers wait until it is paid.
/// So a cost larger than the bucket is possible, and the rate still holds. Pure: the caller brings
/// the time.
final class TokenBucket {
  /// Seconds of tokens that can be saved up: 2 % of the shortest window (2 s) in which the rate is
  /// promised to within 5 %, and well above what a parked thread wakes up late by.
  private static final double BURST_SECONDS = 0.04;

  private static final double NANOS = 1e9;

  private double perSecond;
  private double level;
  private long filledAt;

  /// @param perSecond tokens per second; 0 or less for no limit
  TokenBucket(double perSecond, long now) {
    this.perSecond = perSecond;
    this.filledAt = now;
  }

  boolean unlimited() {
    return perSecond <= 0;
  }

  void setRate(double newPerSecond, long now) {
    fill(now);
    // When the limit is lifted, nobody waits for a debt that was made under the old rate.
    if (newPerSecond <= 0) level = 0;
    perSecond = newPerSecond;
    level = Math.min(level, newPerSecond * BURST_SECONDS);
  }

  /// Nanoseconds until the next taker may take; 0 for now.
  long waitNanos(long now) {
    if (unlimited()) return 0;
    fill(now);
    return level >= 0 ? 0 : (long) Math.ceil(-level / perSecond * NANOS);
  }

  void take(double tokens) {
    if (!unlimited()) level -= tokens;
  }

  private void fill(long now) {
    long elapsed = now - filledAt;
    if (elapsed <= 0) return;
    filledAt = now;
    if (!unlimited()) {
      level = Math.min(level + elapsed / NANOS * perSecond, perSecond * BURST_SECONDS);
    }
  }
}
