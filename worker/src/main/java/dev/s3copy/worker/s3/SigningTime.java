// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A moment in SigV4's two spellings.
///
/// @param stamp `20130524T000000Z`
/// @param day `20130524`
record SigningTime(String stamp, String day) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY_LENGTH = 8;

  static SigningTime of(Instant instant) {
    String stamp = STAMP.format(instant);
    return new SigningTime(stamp, stamp.substring(0, DAY_LENGTH));
  }
}
