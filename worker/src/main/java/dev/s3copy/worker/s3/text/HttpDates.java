// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// HTTP dates: `Fri, 24 May 2013 00:00:00 GMT`.
public final class HttpDates {
  private static final int LENGTH = 29;
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final long MILLIS = 1000;

  private HttpDates() {}

  public static @Nullable Instant parse(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// 0 if it cannot be read. The one spelling that servers use is read by hand, because every GET
  /// and HEAD has a date.
  public static long millis(String date) {
    boolean usual = date.length() == LENGTH && date.endsWith(" GMT");
    int month = usual ? MONTHS.indexOf(date.substring(8, 11)) : -1;
    if (month < 0 || month % 3 != 0 || !digitsWhereTheyBelong(date)) {
      Instant instant = parse(date);
      return instant == null ? 0 : instant.toEpochMilli();
    }
    int secondOfDay = 3600 * two(date, 17) + 60 * two(date, 20) + two(date, 23);
    int year = 100 * two(date, 12) + two(date, 14);
    return MILLIS * CivilTime.epochSeconds(year, month / 3 + 1, two(date, 5), secondOfDay);
  }

  private static boolean digitsWhereTheyBelong(String date) {
    for (int at : new int[] {5, 6, 12, 13, 14, 15, 17, 18, 20, 21, 23, 24}) {
      if (date.charAt(at) < '0' || date.charAt(at) > '9') return false;
    }
    return true;
  }

  private static int two(String date, int at) {
    return 10 * (date.charAt(at) - '0') + date.charAt(at + 1) - '0';
  }
}
