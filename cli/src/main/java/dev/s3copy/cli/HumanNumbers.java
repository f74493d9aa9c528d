// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.util.List;
import java.util.Locale;

/// Numbers as people read them, the same in every locale.
final class HumanNumbers {
  private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
  private static final double UNIT_STEP = 1024;

  private HumanNumbers() {}

  /// `1,234,567`
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /// `1 object`, `2,000 objects`
  static String count(long n, String noun) {
    return count(n, noun, noun + "s");
  }

  static String count(long n, String one, String many) {
    return count(n) + " " + (n == 1 ? one : many);
  }

  /// Powers of 1024 with three significant digits: `512 B`, `1.50 KiB`, `12.3 MiB`, `640 GiB`.
  static String bytes(long n) {
    int unit = 0;
    double value = (double) n;
    while (value >= UNIT_STEP - 0.5 && unit < BYTE_UNITS.size() - 1) {
      value /= UNIT_STEP;
      unit++;
    }
    int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f %s", value, BYTE_UNITS.get(unit));
  }

  /// `4.2 s` below ten seconds, else `0:42`, `12:05`, `3:01:59`.
  static String duration(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return clock(Math.round(seconds));
  }

  /// `0:04`, `12:05`, `3:01:59`.
  static String clock(long seconds) {
    long hours = seconds / 3600;
    long minutes = seconds / 60 % 60;
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d", minutes, seconds % 60);
  }
}
