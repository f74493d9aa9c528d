// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// How badly the server behaves: set by flags at the start and by `/_set?latency-ms=20` later.
///
/// @param latencyMillis answers wait this long
/// @param bytesPerSecond content goes out so fast on each connection; 0 for as fast as it can
/// @param slowDown share of requests (0 to 1) answered with 503 SlowDown
/// @param reset share of requests whose connection is reset instead of an answer
/// @param cut share of requests whose answer ends in the middle of its body
record Knobs(long latencyMillis, long bytesPerSecond, double slowDown, double reset, double cut) {
  enum Fault {
    NONE,
    SLOW_DOWN,
    RESET,
    CUT
  }

  static final Knobs NONE = new Knobs(0, 0, 0, 0, 0);
  private static final double PERCENT = 100;

  /// Takes `latency-ms`, `bytes-per-second` and the shares `slow-down`, `reset` and `cut` in
  /// percent; what is not named stays.
  Knobs with(Map<String, String> settings) {
    return new Knobs(
        Long.parseLong(settings.getOrDefault("latency-ms", Long.toString(latencyMillis))),
        Long.parseLong(settings.getOrDefault("bytes-per-second", Long.toString(bytesPerSecond))),
        share(settings, "slow-down", slowDown),
        share(settings, "reset", reset),
        share(settings, "cut", cut));
  }

  Fault roll() {
    if (slowDown + reset + cut == 0) return Fault.NONE;
    double dice = ThreadLocalRandom.current().nextDouble();
    if (dice < slowDown) return Fault.SLOW_DOWN;
    if (dice < slowDown + reset) return Fault.RESET;
    return dice < slowDown + reset + cut ? Fault.CUT : Fault.NONE;
  }

  private static double share(Map<String, String> settings, String name, double now) {
    String percent = settings.get(name);
    return percent == null ? now : Double.parseDouble(percent) / PERCENT;
  }
}
