// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.serve;

import dev.s3copy.api.Phase;
import dev.s3copy.api.S3Copy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// How many copies are in each phase, counted at each scrape.
public final class PhaseGauges {
  private PhaseGauges() {}

  public static void register(MeterRegistry registry, Supplier<Stream<S3Copy>> copies) {
    for (Phase phase : Phase.values()) {
      Gauge.builder("s3copy.copies", () -> count(copies, phase))
          .description("Copies by phase.")
          .tag("phase", label(phase))
          .register(registry);
    }
  }

  private static long count(Supplier<Stream<S3Copy>> copies, Phase phase) {
    return copies.get().filter(copy -> phase(copy) == phase).count();
  }

  private static Phase phase(S3Copy copy) {
    var status = copy.getStatus();
    return status == null || status.phase() == null ? Phase.PENDING : status.phase();
  }

  private static String label(Phase phase) {
    return switch (phase) {
      case PENDING -> "Pending";
      case RUNNING -> "Running";
      case SUSPENDED -> "Suspended";
      case SUCCEEDED -> "Succeeded";
      case PARTIALLY_FAILED -> "PartiallyFailed";
      case FAILED -> "Failed";
    };
  }
}
