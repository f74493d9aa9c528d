// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times as S3 writes them: HTTP dates in headers, ISO in documents.
final class Times {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// The last one written: neighbours in a listing were mostly written in the same second.
  private static volatile Written last = new Written(0, iso(Instant.EPOCH), http(Instant.EPOCH));

  private record Written(long millis, String iso, String http) {}

  private Times() {}

  static String iso(long millis) {
    return written(millis).iso();
  }

  static String http(long millis) {
    return written(millis).http();
  }

  /// Null where it is not an HTTP date: S3 ignores such a condition.
  static @Nullable Instant parse(@Nullable String http) {
    if (http == null) return null;
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(http));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Written written(long millis) {
    Written written = last;
    if (written.millis() == millis) return written;
    Instant instant = Instant.ofEpochMilli(millis);
    written = new Written(millis, iso(instant), http(instant));
    last = written;
    return written;
  }

  private static String iso(Instant instant) {
    return ISO.format(instant);
  }

  private static String http(Instant instant) {
    return HTTP.format(instant);
  }
}
