// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.serve;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Whether the operator still sees changes. A watch that ended without an error would leave it
/// running but blind. A watch that is being renewed, or an API server that does not answer, is no
/// reason to end the process.
public final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Supplier<List<String>> blind;
  private final BooleanSupplier serverAnswers;
  private final LongSupplier nanos;
  private boolean healthy = true;
  private long since;

  /// @param blind names of event sources that do not watch
  public Health(Supplier<List<String>> blind, BooleanSupplier serverAnswers, LongSupplier nanos) {
    this.blind = blind;
    this.serverAnswers = serverAnswers;
    this.nanos = nanos;
  }

  /// @return what is wrong; empty while all is well
  public synchronized String problem() {
    List<String> names = blind.get();
    long now = nanos.getAsLong();
    if (names.isEmpty()) {
      healthy = true;
      return "";
    }
    if (healthy) {
      healthy = false;
      since = now;
    }
    boolean tooLong = now - since >= PATIENCE.toNanos();
    if (!tooLong) return "";
    if (!serverAnswers.getAsBoolean()) {
      since = now;
      return "";
    }
    return "not watching: " + String.join(", ", names);
  }
}
