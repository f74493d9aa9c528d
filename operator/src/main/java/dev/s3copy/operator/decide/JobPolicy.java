// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.operator.desired.JobNotes;
import dev.s3copy.operator.desired.JobSize;
import dev.s3copy.operator.observe.JobView;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.ShardView;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;

/// What the Job needs: to be made, to grow, to rest while nothing can be done, to go on.
///
/// @param retries after these steps
record JobPolicy(List<Step> steps, int retries) {

  static JobPolicy of(Observation seen, ShardPolicy shards, int retries) {
    Job job = seen.job();
    int workers = ScalePolicy.wanted(seen, shards.missing().size());
    if (job == null) {
      Step create = new Step.CreateJob(new JobSize(workers, notes(seen, retries)));
      return new JobPolicy(List.of(create), retries);
    }
    if (JobView.deleted(job)) return new JobPolicy(List.of(), retries);
    if (JobView.finished(job)) {
      return new JobPolicy(List.of(new Step.DeleteJob(job)), retries + 1);
    }
    List<ShardView> blocked = seen.shards(ShardView::blocked);
    if (!blocked.isEmpty()) return blocked(seen, job, blocked, retries);
    List<Step> steps = new ArrayList<>();
    if (job.getSpec().getParallelism() != workers) steps.add(new Step.Scale(job, workers));
    if (JobView.suspended(job)) steps.add(new Step.ResumeJob(job, notes(seen, retries)));
    else steps.addAll(CedePolicy.asks(seen));
    return new JobPolicy(steps, retries);
  }

  private static JobPolicy blocked(
      Observation seen, Job job, List<ShardView> blocked, int retries) {
    List<Step> steps = new ArrayList<>();
    if (!RetryPolicy.pause(seen, retries).isPositive()) {
      for (ShardView shard : blocked) steps.add(new Step.RetryShard(shard.object()));
      steps.add(new Step.ResumeJob(job, notes(seen, retries + 1)));
      return new JobPolicy(steps, retries + 1);
    }
    if (RetryPolicy.nothingRuns(seen) && JobView.active(job)) steps.add(new Step.SuspendJob(job));
    return new JobPolicy(steps, retries);
  }

  private static JobNotes notes(Observation seen, int retries) {
    return new JobNotes(retries, seen.tally().settled(), seen.now());
  }
}
