// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.operator.desired.JobAnnotations;
import dev.s3copy.operator.desired.JobSize;
import dev.s3copy.operator.desired.ResourcesAnnotation;
import dev.s3copy.operator.observe.JobView;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import dev.s3copy.operator.observe.ShardView;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Whether the Job is made, scaled, suspended while nothing can be done, or resumed.
///
/// @param retries after these steps
/// @param workers after these steps
/// @param starts whether a Job is made
record JobPolicy(List<Step> steps, int retries, int workers, boolean starts) {
  /// Kubernetes waits 10 s before it replaces a worker the first time, and twice as long after each
  /// further end of it, up to ten minutes. The number of ends never falls.
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

  static JobPolicy of(Observation seen, ShardPolicy shards, int retries) {
    Job job = seen.job();
    int workers = ScalePolicy.wanted(seen, shards.missing().size());
    if (job == null) {
      Step create = new Step.CreateJob(new JobSize(workers, annotations(seen, retries)));
      return new JobPolicy(List.of(create), retries, workers, true);
    }
    if (JobView.deleted(job)) return unscaled(seen, List.of(), retries);
    if (JobView.finished(job)) {
      return unscaled(seen, List.of(new Step.DeleteJob(job)), retries + 1);
    }
    if (ResourcesAnnotation.outdated(job, seen.spec())) {
      return unscaled(seen, List.of(new Step.DeleteJob(job)), retries);
    }
    List<ShardView> blocked = seen.shards(ShardView::blocked);
    if (!blocked.isEmpty() && !RetryPolicy.pause(seen, retries).isPositive()) {
      return retry(seen, job, blocked, retries + 1);
    }
    return keep(seen, job, workers, retries);
  }

  private static JobPolicy unscaled(Observation seen, List<Step> steps, int retries) {
    return new JobPolicy(steps, retries, ScalePolicy.present(seen), false);
  }

  private static JobPolicy retry(Observation seen, Job job, List<ShardView> blocked, int retries) {
    List<Step> steps = new ArrayList<>();
    for (ShardView shard : blocked) steps.add(new Step.RetryShard(shard.object()));
    steps.add(new Step.ResumeJob(job, annotations(seen, retries)));
    return unscaled(seen, steps, retries);
  }

  private static JobPolicy keep(Observation seen, Job job, int workers, int retries) {
    if (RetryPolicy.nothingRuns(seen) && !seen.shards(ShardView::blocked).isEmpty()) {
      List<Step> rest = JobView.active(job) ? List.of(new Step.SuspendJob(job)) : List.of();
      return unscaled(seen, rest, retries);
    }
    boolean suspended = JobView.suspended(job);
    if (!suspended && stuck(seen, job)) {
      return unscaled(seen, List.of(new Step.DeleteJob(job)), retries);
    }
    List<Step> steps = new ArrayList<>();
    boolean scales = job.getSpec().getParallelism() != workers;
    if (scales) steps.add(new Step.Scale(job, workers));
    if (suspended) steps.add(new Step.ResumeJob(job, annotations(seen, retries)));
    else steps.addAll(CedePolicy.asks(seen));
    return new JobPolicy(steps, retries, scales ? workers : ScalePolicy.present(seen), false);
  }

  /// All workers have ended, and objects were settled since they were started. Kubernetes would
  /// wait longer after each end, however long ago the earlier ones were; a new Job starts its
  /// workers at once. Where nothing was settled, the pauses are right.
  private static boolean stuck(Observation seen, Job job) {
    if (seen.counts().settled() <= JobAnnotations.of(job).settled()) return false;
    if (!seen.pods(pod -> !PodView.ended(pod)).isEmpty()) return false;
    Optional<Instant> last =
        seen.pods().stream()
            .flatMap(pod -> PodView.termination(pod).stream())
            .map(ContainerStateTerminated::getFinishedAt)
            .filter(Objects::nonNull)
            .map(Instant::parse)
            .max(Comparator.naturalOrder());
    return last.isPresent() && seen.now().isAfter(last.get().plus(FIRST_PAUSE));
  }

  private static JobAnnotations annotations(Observation seen, int retries) {
    return new JobAnnotations(retries, seen.counts().settled(), seen.now());
  }
}
