// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.ByteCounts;
import dev.s3copy.api.ObjectCounts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyRateTest {
  private final CopyRate.Meter meter = new CopyRate.Meter();

  @Test
  void oneLookIsNoPace() {
    assertThat(at(0, 1000)).isEqualTo(CopyRate.UNKNOWN);
  }

  @Test
  void twoLooksAre() {
    at(0, 1000);
    assertThat(at(5, 1500)).isEqualTo(new CopyRate(100, 1000));
  }

  @Test
  void aRunThatWentOnBeforeThisOperatorDoesNotCount() {
    at(0, 1_000_000);
    assertThat(at(10, 1_000_010).objects()).isEqualTo(1);
  }

  @Test
  void onlyTheLastTwentySecondsCount() {
    at(0, 0);
    for (int t = 5; t <= 100; t += 5) at(t, 10_000);
    assertThat(at(105, 10_000).objects()).isZero();
    at(110, 10_100);
    assertThat(at(115, 10_200).objects()).isBetween(8.0, 10.0);
  }

  private CopyRate at(long seconds, long settled) {
    Counts counts =
        Counts.of(new ObjectCounts(settled, settled, 0, 0, 0, 0), new ByteCounts(0, settled * 10));
    return meter.add(counts, Duration.ofSeconds(seconds).toNanos());
  }
}
