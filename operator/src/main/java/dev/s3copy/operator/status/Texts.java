// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import dev.s3copy.operator.observe.Pace;
import dev.s3copy.operator.observe.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Numbers as `kubectl get` shows them.
final class Texts {
  private static final List<String> UNITS = List.of("B", "Ki", "Mi", "Gi", "Ti", "Pi");
  private static final double STEP = 1024;

  private Texts() {}

  /// `730/1000`; `730/~1000` where that is an estimate; `730/800+` where not even that is known.
  static String progress(Tally tally, Outlook outlook) {
    return switch (outlook) {
      case Outlook.All() -> tally.settled() + "/" + tally.objects().listed();
      case Outlook.About(long left) -> tally.settled() + "/~" + (tally.objects().listed() + left);
      case Outlook.Unknown(long left) ->
          tally.settled() + "/" + (tally.objects().listed() + left) + "+";
    };
  }

  /// `1200/s 85Mi/s`; without bytes where none are moved.
  static String rate(Pace pace) {
    String objects =
        (pace.objects() < 10 ? oneDigit(pace.objects()) : whole(pace.objects())) + "/s";
    return pace.bytes() < 1 ? objects : objects + " " + bytes(pace.bytes()) + "/s";
  }

  private static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= STEP && unit < UNITS.size() - 1) {
      value /= STEP;
      unit++;
    }
    return (value < 10 && unit > 0 ? oneDigit(value) : whole(value)) + UNITS.get(unit);
  }

  /// `45s`, `4m10s`, `3h05m`, `2d04h`.
  static String duration(Duration time) {
    if (time.toDays() > 0) return two("%dd%02dh", time.toDays(), time.toHoursPart());
    if (time.toHours() > 0) return two("%dh%02dm", time.toHours(), time.toMinutesPart());
    if (time.toMinutes() > 0) return two("%dm%02ds", time.toMinutes(), time.toSecondsPart());
    return time.toSeconds() + "s";
  }

  private static String two(String format, long large, int small) {
    return String.format(Locale.ROOT, format, large, small);
  }

  private static String oneDigit(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String whole(double value) {
    return Long.toString(Math.round(value));
  }
}
