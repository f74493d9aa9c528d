// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.Limits;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.WorkerCounts;
import dev.s3copy.core.failure.StoreException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;

/// Applies the limits of the copy, and this worker's share of them, as they change.
final class LimitsWatch {
  /// A change takes effect within 30 s.
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private LimitsWatch() {}

  /// What the limits apply to.
  interface Target {
    void setLimits(Limits limits, int sharers);
  }

  static Periodic start(Supplier<S3Copy> copy, Target target) {
    return Periodic.start("limits", Duration.ZERO, PERIOD, () -> apply(copy, target));
  }

  private static void apply(Supplier<S3Copy> copy, Target target) {
    try {
      S3Copy now = copy.get();
      WorkerCounts workers = now.getStatus() == null ? null : now.getStatus().workers();
      target.setLimits(now.getSpec().limits(), workers == null ? 1 : Math.max(1, workers.wanted()));
    } catch (KubernetesClientException | StoreException e) {
      // The limits stay as they are.
    }
  }
}
