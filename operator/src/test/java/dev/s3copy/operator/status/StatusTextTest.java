// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.operator.observe.CopyRate;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "59, 59s",
    "60, 1m00s",
    "250, 4m10s",
    "3600, 1h00m",
    "11100, 3h05m",
    "187200, 2d04h"
  })
  void durationsHaveTwoUnits(long seconds, String text) {
    assertThat(StatusText.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0, 0.3/s",
    "9.94, 0, 9.9/s",
    "1200.4, 0, 1200/s",
    "5, 1023, 5.0/s 1023B/s",
    "5, 1536, 5.0/s 1.5Ki/s",
    "5, 89128960, 5.0/s 85Mi/s"
  })
  void ratesAreShort(double objects, double bytes, String text) {
    assertThat(StatusText.rate(new CopyRate(objects, bytes))).isEqualTo(text);
  }
}
