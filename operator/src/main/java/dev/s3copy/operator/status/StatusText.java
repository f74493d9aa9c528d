// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import dev.s3copy.operator.observe.CopyRate;
import dev.s3copy.operator.observe.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Numbers as `kubectl get` shows them.
final class StatusText {
  private static final List<String> UNITS = List.of("B", "Ki", "Mi", "Gi", "Ti", "Pi");
  private static final double STEP = 1024;

  private StatusText() {}

  /// `730/1000`; `730/~1000` where that is an estimate; `730/800+` where not even that is known.
  static String progress(Counts counts, Remaining remaining) {
    return switch (remaining) {
      case Remaining.All() -> counts.settled() + "/" + counts.objects().listed();
      case Remaining.About(long left) ->
          counts.settled() + "/~" + (counts.objects().listed() + left);
      case Remaining.Unknown(long left) ->
          counts.settled() + "/" + (counts.objects().listed() + left) + "+";
    };
  }

  /// `1200/s 85Mi/s`; without bytes where none are moved.
  static String rate(CopyRate rate) {
    String objects =
        (rate.objects() < 10 ? oneDigit(rate.objects()) : whole(rate.objects())) + "/s";
    return rate.bytes() < 1 ? objects : objects + " " + bytes(rate.bytes()) + "/s";
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
