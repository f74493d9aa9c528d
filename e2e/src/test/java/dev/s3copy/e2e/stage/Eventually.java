// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Waits for what takes its time. A limit is there to end a test, never to judge it.
public final class Eventually {
  private static final Duration STEP = Duration.ofMillis(200);

  private Eventually() {}

  /// @param story told where it does not come true
  public static <T> T get(
      String what, Duration patience, Supplier<Optional<T>> look, Supplier<String> story) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> seen = look.get();
      if (seen.isPresent()) return seen.get();
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + patience + ": " + what + "\n" + story.get());
      }
      pause(STEP);
    }
  }

  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
