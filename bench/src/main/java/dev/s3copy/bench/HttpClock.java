// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

/// Dates as HTTP writes them, formatted once a second rather than once a request.
final class HttpClock {
  private static final long MILLIS = 1000;

  private record Tick(long second, String text) {}

  private static volatile Tick last = new Tick(0, Reply.httpDate(0));

  private HttpClock() {}

  static String now() {
    long second = System.currentTimeMillis() / MILLIS;
    Tick tick = last;
    if (tick.second != second) {
      tick = new Tick(second, Reply.httpDate(second));
      last = tick;
    }
    return tick.text;
  }

  /// "Thu, 01 Jan 2026 hh:mm:ss GMT" for the day all generated objects were modified on.
  static String modified(long epochSecond) {
    long second = epochSecond - GeneratedBucket.EPOCH;
    if (second < 0 || second >= 86_400) return Reply.httpDate(epochSecond);
    return "Thu, 01 Jan 2026 " + clock(second) + " GMT";
  }

  /// The same moment as LIST writes it.
  static String modifiedIso(long epochSecond) {
    long second = epochSecond - GeneratedBucket.EPOCH;
    if (second < 0 || second >= 86_400) {
      return java.time.Instant.ofEpochSecond(epochSecond).toString().replace("Z", ".000Z");
    }
    return "2026-01-01T" + clock(second) + ".000Z";
  }

  private static String clock(long second) {
    char[] text = {
      digit(second / 36_000), digit(second / 3600 % 10), ':',
      digit(second / 600 % 6), digit(second / 60 % 10), ':',
      digit(second / 10 % 6), digit(second % 10)
    };
    return new String(text);
  }

  private static char digit(long value) {
    return (char) ('0' + value);
  }
}
