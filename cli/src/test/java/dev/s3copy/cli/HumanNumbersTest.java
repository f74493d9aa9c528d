// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.00 KiB",
    "1536, 1.50 KiB",
    "10239, 10.0 KiB",
    "102400, 100 KiB",
    "1048575, 1.00 MiB",
    "6442450944, 6.00 GiB",
    "9223372036854775807, 8192 PiB"
  })
  void bytesHaveThreeDigits(long n, String text) {
    assertThat(HumanNumbers.bytes(n)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0 s", "9.94, 9.9 s", "9.96, 0:10", "725, 12:05", "10919, 3:01:59"})
  void durationsReadLikeAClock(double seconds, String text) {
    assertThat(HumanNumbers.duration(seconds)).isEqualTo(text);
  }

  @Test
  void nounsFollowTheirNumber() {
    assertThat(HumanNumbers.count(1, "object")).isEqualTo("1 object");
    assertThat(HumanNumbers.count(1_234_567, "object")).isEqualTo("1,234,567 objects");
  }
}
