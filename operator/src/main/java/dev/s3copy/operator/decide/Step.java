// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.operator.desired.JobAnnotations;
import dev.s3copy.operator.desired.JobSize;
import dev.s3copy.operator.observe.Account;
import dev.s3copy.operator.observe.Leftovers;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;

/// One change of the cluster. A step may be done twice or not at all: the next visit decides anew.
public sealed interface Step {
  /// Makes the workers' service account, unless the copy names one, and gives it access.
  record PrepareAccess(Account account) implements Step {}

  /// Makes the root or shards of ranges that were given away.
  record CreateShards(List<CededRange> ranges) implements Step {}

  /// Removes shards that no parent accounts for.
  record DropShards(List<S3CopyShard> shards) implements Step {}

  record CreateJob(JobSize size) implements Step {}

  record DeleteJob(Job job) implements Step {}

  record Scale(Job job, int workers) implements Step {}

  record SuspendJob(Job job) implements Step {}

  record ResumeJob(Job job, JobAnnotations annotations) implements Step {}

  /// Asks the holder of a shard to give a part of it away.
  record AskToCede(S3CopyShard shard, int pieces) implements Step {}

  /// Takes a shard from a holder that is gone.
  record Release(S3CopyShard shard) implements Step {}

  /// Lets workers try a shard again that was given back with an error.
  record RetryShard(S3CopyShard shard) implements Step {}

  /// Deletes a pod whose node does not answer, so that the Job can replace it.
  record RemoveLostPod(Pod pod) implements Step {}

  /// Removes the objects of earlier runs.
  record StartOver(Leftovers leftovers) implements Step {}

  /// Removes shards and access of a run whose totals are in the status. The Job stays for its logs.
  record CleanUp(List<S3CopyShard> shards) implements Step {}

  /// Deletes the copy itself, because its time to live is over.
  record Expire() implements Step {}
}
