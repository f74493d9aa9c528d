// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.S3CopyShard;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Set;

/// Objects of earlier runs of the copy.
///
/// @param pods those that have not ended
public record Leftovers(
    List<Job> jobs, List<S3CopyShard> shards, List<Pod> pods, Set<String> runIds) {
  public static final Leftovers NONE = new Leftovers(List.of(), List.of(), List.of(), Set.of());

  public boolean any() {
    return !runIds.isEmpty();
  }
}
