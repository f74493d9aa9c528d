// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.contract.LogKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs once how long each part of a worker's start took.
final class StartTimes {
  private static final Logger LOG = LoggerFactory.getLogger(StartTimes.class);
  private static final long LOOK_MILLIS = 5;

  private final List<String> parts = new ArrayList<>();
  private final Instant processStart = ProcessHandle.current().info().startInstant().orElseThrow();
  private Instant last = processStart;

  /// The part that ends now.
  synchronized void mark(String part) {
    Instant now = Instant.now();
    parts.add(part + " " + Duration.between(last, now).toMillis() + " ms");
    last = now;
  }

  /// Waits for the first object and writes the line.
  void firstObject(LongSupplier settled, BooleanSupplier stopped) {
    try {
      while (settled.getAsLong() == 0 && !stopped.getAsBoolean()) Thread.sleep(LOOK_MILLIS);
      if (settled.getAsLong() == 0) return;
      mark("first object");
      long all = Duration.between(processStart, last).toMillis();
      LOG.atInfo().addKeyValue(LogKeys.MILLIS, all).log("start: " + String.join(", ", parts));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
