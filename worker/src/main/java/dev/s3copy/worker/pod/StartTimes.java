// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log how long each part of a worker's start took, once.
final class StartTimes {
  private static final Logger LOG = LoggerFactory.getLogger(StartTimes.class);
  private static final long LOOK_MILLIS = 5;

  private final StringBuilder parts = new StringBuilder();
  private final Instant processStart = ProcessHandle.current().info().startInstant().orElseThrow();
  private Instant last = processStart;

  /// The part that ends now.
  synchronized void mark(String part) {
    Instant now = Instant.now();
    parts.append(part).append(' ').append(Duration.between(last, now).toMillis()).append(" ms, ");
    last = now;
  }

  /// Waits for the first object and writes the line.
  void firstObject(LongSupplier settled, BooleanSupplier stopped) {
    try {
      while (settled.getAsLong() == 0 && !stopped.getAsBoolean()) Thread.sleep(LOOK_MILLIS);
      if (settled.getAsLong() == 0) return;
      mark("first object");
      long all = Duration.between(processStart, last).toMillis();
      LOG.info("start: {}in all {} ms", parts, all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
