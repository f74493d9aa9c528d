// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// P-18: over any two seconds the rate holds.
class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  private record Taken(long at, double tokens) {}

  @Property(tries = 200)
  void anyWindowOfTwoSecondsHoldsTheRateWithinFivePercent(
      @ForAll @DoubleRange(min = 100, max = 1e9) double rate,
      @ForAll @IntRange(min = 1, max = 100) int costPermille,
      @ForAll @IntRange(max = 5) int lateMillis,
      @ForAll long seed) {
    // Costs up to 1/100 of a second's tokens; the taker wakes up to `lateMillis` too late.
    double largest = Math.max(1, rate * costPermille / 10_000);
    var random = new Random(seed);
    var bucket = new TokenBucket(rate, 0);
    List<Taken> taken = new ArrayList<>();
    for (long now = 0; now < 6 * SECOND; ) {
      long wait = bucket.waitNanos(now);
      if (wait > 0) {
        now += wait + (long) (random.nextDouble() * lateMillis * 1e6);
        continue;
      }
      double cost = Math.max(1, random.nextDouble() * largest);
      bucket.take(cost);
      taken.add(new Taken(now, cost));
    }
    for (long from = SECOND / 2; from < 4 * SECOND; from += SECOND / 3) {
      double inWindow = 0;
      for (Taken t : taken) {
        if (t.at >= from && t.at < from + 2 * SECOND) inWindow += t.tokens;
      }
      assertThat(inWindow).isBetween(0.95 * 2 * rate - largest, 1.05 * 2 * rate + largest);
    }
  }

  @Test
  void aCostLargerThanTheBucketIsWaitedOutAfterwards() {
    var bucket = new TokenBucket(100, 0);
    bucket.take(1000);

    assertThat(bucket.waitNanos(0)).isEqualTo(10 * SECOND);
    assertThat(bucket.waitNanos(9 * SECOND)).isEqualTo(SECOND);
    assertThat(bucket.waitNanos(10 * SECOND)).isZero();
  }

  @Test
  void aPauseSavesUpLittle() {
    var bucket = new TokenBucket(100, 0);
    assertThat(bucket.waitNanos(1000 * SECOND)).isZero();
    bucket.take(10);

    assertThat(bucket.waitNanos(1000 * SECOND)).isEqualTo((long) (0.06 * SECOND));
  }

  @Test
  void aNewRateCountsFromNowOn() {
    var bucket = new TokenBucket(100, 0);
    bucket.take(100);
    bucket.setRate(1000, SECOND / 2);
    assertThat(bucket.waitNanos(SECOND / 2)).isEqualTo(SECOND / 20);

    bucket.setRate(0, SECOND / 2);
    assertThat(bucket.waitNanos(SECOND / 2)).isZero();
  }
}
