// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Questions about a Job.
public final class JobView {
  private static final Set<String> FINISHED = Set.of("Complete", "Failed");

  private JobView() {}

  /// No pod will ever be made for it again.
  public static boolean finished(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(c -> FINISHED.contains(c.getType()) && "True".equals(c.getStatus()));
  }

  public static boolean suspended(Job job) {
    return Boolean.TRUE.equals(job.getSpec().getSuspend());
  }

  public static boolean deleted(Job job) {
    return job.getMetadata().getDeletionTimestamp() != null;
  }

  /// It makes pods, or will make them soon.
  public static boolean active(@Nullable Job job) {
    return job != null && !finished(job) && !suspended(job) && !deleted(job);
  }
}
