// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizeConverterTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "268435456, 268435456",
    "64MiB, 67108864",
    "2Gi, 2147483648",
    "5MB, 5000000",
    "5M, 5000000",
    "100k, 100000",
    "100KB, 100000",
    "1.5Gi, 1610612736",
    "1.5GiB, 1610612736",
    "64B, 64"
  })
  void sizesWithTheUnitsOfPeopleAndOfKubernetes(String text, long bytes) {
    assertThat(new SizeConverter().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lots",
        "-1",
        "1.GiB",
        "5 MiB",
        "5m",
        "5K",
        "99999999999999",
        "999999999999GiB"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> new SizeConverter().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }
}
