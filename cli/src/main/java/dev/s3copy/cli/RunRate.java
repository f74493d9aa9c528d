// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.worker.run.RunProgress;
import java.util.ArrayDeque;
import java.util.Deque;

/// How fast a run is now: the difference between two readings, not the average since the start. A
/// resumed run would otherwise include what an earlier run did.
///
/// @param objectsPerSecond settled objects
record RunRate(double objectsPerSecond, double bytesPerSecond) {
  static final RunRate NONE = new RunRate(0, 0);

  static RunRate between(RunProgress before, RunProgress after) {
    double seconds = after.seconds() - before.seconds();
    return seconds <= 0
        ? NONE
        : new RunRate(
            (after.totals().settled() - before.totals().settled()) / seconds,
            (after.totals().bytesCopied() - before.totals().bytesCopied()) / seconds);
  }

  /// Remembers the readings of the last seconds.
  static final class Meter {
    private static final double WINDOW_SECONDS = 10;
    private final Deque<RunProgress> looks = new ArrayDeque<>();

    RunRate add(RunProgress now) {
      looks.addLast(now);
      while (looks.size() > 2 && now.seconds() - looks.getFirst().seconds() > WINDOW_SECONDS) {
        looks.removeFirst();
      }
      return between(looks.getFirst(), now);
    }
  }
}
