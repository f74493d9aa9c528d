// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// HTTP dates: `Fri, 24 May 2013 00:00:00 GMT`.
final class HttpDates {
  private HttpDates() {}

  static @Nullable Instant parse(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// 0 where it cannot be read.
  static long millis(String date) {
    Instant instant = parse(date);
    return instant == null ? 0 : instant.toEpochMilli();
  }
}
