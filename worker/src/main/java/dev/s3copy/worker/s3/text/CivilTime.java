// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

/// Calendar arithmetic without the objects of java.time: a LIST page has a thousand dates.
public final class CivilTime {
  private static final int DAYS_PER_ERA = 146_097;
  private static final int YEARS_PER_ERA = 400;
  private static final int DAYS_TO_1970 = 719_468;
  private static final long SECONDS_PER_DAY = 86_400;

  private CivilTime() {}

  public static long epochSeconds(int year, int month, int day, int secondOfDay) {
    return SECONDS_PER_DAY * daysSinceEpoch(year, month, day) + secondOfDay;
  }

  /// Howard Hinnant's days_from_civil: years begin in March, so that the leap day comes last.
  private static long daysSinceEpoch(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = y / YEARS_PER_ERA;
    int yearOfEra = y - YEARS_PER_ERA * era;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = 365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (long) DAYS_PER_ERA * era + dayOfEra - DAYS_TO_1970;
  }
}
