// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunProgress;
import org.junit.jupiter.api.Test;

class RunRateTest {
  private static RunProgress at(double seconds, long copied) {
    return new RunProgress(
        new Totals(copied, copied, 0, 0, 0, 0, copied * 10, copied * 10), false, 0, 1, 1, seconds);
  }

  @Test
  void aResumedRunIsNotCreditedWithEarlierWork() {
    RunRate.Meter meter = new RunRate.Meter();
    assertThat(meter.add(at(0.25, 1_000_000))).isEqualTo(RunRate.NONE);
    assertThat(meter.add(at(1.25, 1_000_100))).isEqualTo(new RunRate(100, 1_000));
  }

  @Test
  void onlyTheLastTenSecondsCount() {
    RunRate.Meter meter = new RunRate.Meter();
    meter.add(at(0, 0));
    meter.add(at(10, 10_000));
    assertThat(meter.add(at(20, 10_100))).isEqualTo(new RunRate(10, 100));
  }
}
