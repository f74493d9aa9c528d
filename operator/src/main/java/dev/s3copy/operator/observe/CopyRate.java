// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import java.util.ArrayDeque;
import java.util.Deque;

/// How fast a run was in the last seconds; zero while that is not known.
///
/// @param objects settled per second
/// @param bytes copied per second
public record CopyRate(double objects, double bytes) {
  public static final CopyRate UNKNOWN = new CopyRate(0, 0);

  /// Remembers the counts of the last seconds. Shards report every five seconds, so the rate would
  /// jump with a shorter window.
  static final class Meter {
    private static final long WINDOW_NANOS = 20_000_000_000L;
    private static final long APART_NANOS = 1_000_000_000L;
    private static final double NANOS = 1e9;

    private record Look(long at, long settled, long bytes) {}

    private final Deque<Look> looks = new ArrayDeque<>();

    CopyRate add(Counts counts, long now) {
      Look look = new Look(now, counts.settled(), counts.bytes().copied());
      while (looks.size() > 1 && now - second().at > WINDOW_NANOS) looks.removeFirst();
      CopyRate rate = looks.isEmpty() ? UNKNOWN : between(looks.getFirst(), look);
      if (looks.isEmpty() || now - looks.getLast().at >= APART_NANOS) looks.addLast(look);
      return rate;
    }

    private Look second() {
      return looks.stream().skip(1).findFirst().orElseThrow();
    }

    private static CopyRate between(Look before, Look after) {
      double seconds = (after.at - before.at) / NANOS;
      if (seconds < 1) return UNKNOWN;
      return new CopyRate(
          Math.max(0, after.settled - before.settled) / seconds,
          Math.max(0, after.bytes - before.bytes) / seconds);
    }
  }
}
