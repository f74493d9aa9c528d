// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for something that comes by itself; the time is only a limit for when it never does.
final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  static void eventually(Runnable assertion) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError | RuntimeException e) {
        if (System.nanoTime() > end) throw e;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
