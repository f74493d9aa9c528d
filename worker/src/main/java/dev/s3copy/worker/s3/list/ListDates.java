// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.list;

import dev.s3copy.worker.s3.text.CivilTime;
import dev.s3copy.worker.s3.text.MalformedReply;
import java.nio.charset.StandardCharsets;

/// Reads the dates of a LIST answer from its bytes, without the objects of java.time.
final class ListDates {
  private static final long MILLIS_PER_SECOND = 1000;

  /// `2013-05-24T00:00:00`
  private static final int LENGTH = 19;

  private static final int SECONDS_PER_HOUR = 3600;
  private static final int SECONDS_PER_MINUTE = 60;

  /// Characters of an unreadable date that are shown.
  private static final int SHOWN = 64;

  private ListDates() {}

  /// RFC 3339, `2013-05-24T00:00:00.000Z`, as epoch milliseconds. The fraction has any length. S3
  /// says `Z`; other servers say an offset, or nothing and mean UTC.
  ///
  /// @throws MalformedReply with the date where it is none
  static long millis(byte[] in, int from, int to) {
    if (!hasForm(in, from, to)) throw unreadable(in, from, to);
    int year = 100 * two(in, from) + two(in, from + 2);
    int secondOfDay =
        SECONDS_PER_HOUR * two(in, from + 11)
            + SECONDS_PER_MINUTE * two(in, from + 14)
            + two(in, from + 17);
    long seconds = CivilTime.epochSeconds(year, two(in, from + 5), two(in, from + 8), secondOfDay);
    int zone = fractionEnd(in, from + LENGTH, to);
    int fraction = 0;
    int scale = 100;
    for (int i = from + LENGTH + 1; i < zone && scale > 0; i++, scale /= 10) {
      fraction += scale * (in[i] - '0');
    }
    return MILLIS_PER_SECOND * (seconds - offset(in, zone, to)) + fraction;
  }

  private static boolean hasForm(byte[] in, int from, int to) {
    if (to - from < LENGTH) return false;
    for (int i = 0; i < LENGTH; i++) {
      byte b = in[from + i];
      boolean right =
          switch (i) {
            case 4, 7 -> b == '-';
            case 10 -> b == 'T' || b == 't' || b == ' ';
            case 13, 16 -> b == ':';
            default -> isDigit(b);
          };
      if (!right) return false;
    }
    return hasZone(in, fractionEnd(in, from + LENGTH, to), to);
  }

  /// `Z`, `+01:00`, `+0100` or nothing.
  private static boolean hasZone(byte[] in, int at, int to) {
    int length = to - at;
    if (length == 0) return true;
    if (length == 1) return in[at] == 'Z' || in[at] == 'z';
    if (in[at] != '+' && in[at] != '-') return false;
    boolean colon = length == 6 && in[at + 3] == ':';
    if (!colon && length != 5) return false;
    return isDigit(in[at + 1]) && isDigit(in[at + 2]) && isDigit(in[to - 2]) && isDigit(in[to - 1]);
  }

  private static int fractionEnd(byte[] in, int at, int to) {
    if (at == to || in[at] != '.') return at;
    int end = at + 1;
    while (end < to && isDigit(in[end])) end++;
    return end;
  }

  /// In seconds east of UTC.
  private static int offset(byte[] in, int at, int to) {
    if (to - at <= 1) return 0;
    int seconds = SECONDS_PER_HOUR * two(in, at + 1) + SECONDS_PER_MINUTE * two(in, to - 2);
    return in[at] == '-' ? -seconds : seconds;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static int two(byte[] in, int at) {
    return 10 * (in[at] - '0') + in[at + 1] - '0';
  }

  private static MalformedReply unreadable(byte[] in, int from, int to) {
    int shown = Math.min(to - from, SHOWN);
    String date = new String(in, from, shown, StandardCharsets.ISO_8859_1);
    String rest = shown < to - from ? "…" : "";
    return new MalformedReply("'" + date + rest + "' is no date that could be read (RFC 3339)");
  }
}
