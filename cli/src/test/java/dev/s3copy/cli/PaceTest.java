// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunProgress;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static RunProgress at(double seconds, long copied) {
    return new RunProgress(
        new Totals(copied, copied, 0, 0, 0, copied * 10, copied * 10), false, 0, 1, 1, seconds);
  }

  @Test
  void aResumedRunIsNotCreditedWithEarlierWork() {
    Pace.Meter meter = new Pace.Meter();
    assertThat(meter.add(at(0.25, 1_000_000))).isEqualTo(Pace.NONE);
    assertThat(meter.add(at(1.25, 1_000_100))).isEqualTo(new Pace(100, 1_000));
  }

  @Test
  void onlyTheLastTenSecondsCount() {
    Pace.Meter meter = new Pace.Meter();
    meter.add(at(0, 0));
    meter.add(at(10, 10_000));
    assertThat(meter.add(at(20, 10_100))).isEqualTo(new Pace(10, 100));
  }
}
