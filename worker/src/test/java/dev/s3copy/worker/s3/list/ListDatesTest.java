// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.worker.s3.text.MalformedReply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListDatesTest {
  private static long millis(String date) {
    byte[] bytes = ('>' + date + '<').getBytes(StandardCharsets.UTF_8);
    return ListDates.millis(bytes, 1, bytes.length - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05.123Z, 2026-01-02T03:04:05.123Z",
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
    "2026-01-02t03:04:05z, 2026-01-02T03:04:05Z",
    "2026-01-02 03:04:05, 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.123456789, 2026-01-02T03:04:05.123Z",
    "2026-01-02T03:04:05.5+00:00, 2026-01-02T03:04:05.5Z",
    "2026-01-02T05:34:05+02:30, 2026-01-02T03:04:05Z",
    "2026-01-01T21:34:05.1-05:30, 2026-01-02T03:04:05.1Z",
    "2026-01-02T03:04:05.123+0000, 2026-01-02T03:04:05.123Z"
  })
  void readsTheOffsetOfAnyServerAndTakesNoneAsUtc(String date, Instant instant) {
    assertThat(millis(date)).isEqualTo(instant.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1767323045",
        "Fri, 02 Jan 2026 03:04:05 GMT",
        "2026-01-02T03:04",
        "2026-01-02T03:04:05.123+1",
        "2026-01-02T03:04:05+ab:00",
        "2026-01-02T03:04:05Zulu"
      })
  void quotesADateThatCannotBeRead(String date) {
    assertThatThrownBy(() -> millis(date))
        .isInstanceOfSatisfying(
            MalformedReply.class,
            e -> assertThat(e.finding()).startsWith("'" + date + "' is no date"));
  }

  @Test
  void quotesNoMoreThanTheBeginningOfALongText() {
    assertThatThrownBy(() -> millis("x".repeat(100)))
        .isInstanceOfSatisfying(
            MalformedReply.class,
            e -> assertThat(e.finding()).startsWith("'" + "x".repeat(64) + "…'"));
  }
}
