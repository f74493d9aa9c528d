// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HttpDatesTest {
  private static final DateTimeFormatter USUAL =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Test
  void readsTheUsualSpelling() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      long millis = 1000 * random.nextLong(4_102_444_800L);
      assertThat(HttpDates.millis(USUAL.format(Instant.ofEpochMilli(millis)))).isEqualTo(millis);
    }
  }

  @Test
  void readsADayOfOneDigitAndKnowsWhenItCannotRead() {
    assertThat(HttpDates.millis("Sat, 4 May 2013 00:00:00 GMT"))
        .isEqualTo(Instant.parse("2013-05-04T00:00:00Z").toEpochMilli());
    assertThat(HttpDates.millis("Sat, xx May 2013 00:00:00 GMT")).isZero();
    assertThat(HttpDates.millis("Sat, 04 anF 2013 00:00:00 GMT")).isZero();
    assertThat(HttpDates.millis("")).isZero();
  }
}
