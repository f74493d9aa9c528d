// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything a visit decides on, read before anything is decided.
///
/// @param shards of this run, in order of their ids
/// @param job of this run; null where there is none
/// @param pods of this run
/// @param sharing names of other unfinished copies with the same destination
/// @param warnings what Kubernetes says of a pod that does not start, or of a Job that lacks pods,
/// newest first
public record Observation(
    S3Copy copy,
    RunNames names,
    List<ShardView> shards,
    @Nullable Job job,
    List<Pod> pods,
    Referents referents,
    Leftovers leftovers,
    List<String> sharing,
    List<String> warnings,
    Counts counts,
    CopyRate rate,
    Instant now) {

  public Observation {
    shards = List.copyOf(shards);
    pods = List.copyOf(pods);
    sharing = List.copyOf(sharing);
    warnings = List.copyOf(warnings);
  }

  public S3CopySpec spec() {
    return copy.getSpec();
  }

  /// The status of this run so far. It is empty where the last status was about another run.
  public S3CopyStatus reported() {
    S3CopyStatus status = copy.getStatus();
    return status != null && names.runId().equals(status.runId()) ? status : S3CopyStatus.EMPTY;
  }

  /// The status says that the run has ended, and that is final.
  public boolean ended() {
    return reported().completionTime() != null;
  }

  public List<ShardView> shards(Predicate<ShardView> which) {
    return shards.stream().filter(which).toList();
  }

  public List<ShardView> shards(ShardState state) {
    return shards(shard -> shard.is(state));
  }

  public List<Pod> pods(Predicate<Pod> which) {
    return pods.stream().filter(which).toList();
  }
}
