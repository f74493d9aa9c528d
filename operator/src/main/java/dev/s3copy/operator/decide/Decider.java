// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.operator.decide.Situation.Ending;
import dev.s3copy.operator.decide.Situation.Outcome;
import dev.s3copy.operator.observe.JobView;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From what is seen to what is done: a pure function. The first case that holds decides.
public final class Decider {
  /// Heartbeats call for a visit by themselves; this finds holders that have fallen silent.
  private static final Duration WATCH = Duration.ofSeconds(5);

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private Decider() {}

  public static Decision decide(Observation seen) {
    if (seen.referents().namespaceLeaving()) return leave(seen);
    if (seen.ended()) return ClosedPolicy.decide(seen);
    if (seen.leftovers().any()) return startOver(seen);
    ShardPolicy shards = ShardPolicy.of(seen);
    int retries = RetryPolicy.retries(seen);
    Optional<Ending> ending = EndPolicy.ending(seen, shards, retries);
    if (ending.isPresent()) return end(seen, ending.get(), retries);
    if (seen.spec().suspend()) return suspend(seen, retries);
    if (seen.job() == null) {
      Optional<Cause> unmet = Preconditions.unmet(seen);
      if (unmet.isPresent()) {
        return new Decision(List.of(), new Situation.Stalled(unmet.get()), retries, LOOK_AGAIN);
      }
    }
    return goOn(seen, shards, retries);
  }

  /// A namespace deletes pods before anything else, and a Job holds on to failed pods until it has
  /// replaced them, which such a namespace refuses: without its Job it can go.
  private static Decision leave(Observation seen) {
    Job job = seen.job();
    List<Step> steps = new ArrayList<>(ReleasePolicy.lostPods(seen));
    if (job != null && !JobView.deleted(job)) steps.add(new Step.DeleteJob(job));
    if (seen.ended()) return new Decision(steps, new Situation.Closed(), 0, SOON);
    Cause cause =
        new Cause(Reason.NAMESPACE_TERMINATING, "the namespace is being deleted, and the copy too");
    return new Decision(steps, new Situation.Hindered(cause), 0, SOON);
  }

  private static Decision startOver(Observation seen) {
    List<Step> steps = new ArrayList<>(ReleasePolicy.lostPods(seen));
    steps.add(new Step.StartOver(seen.leftovers()));
    Cause cause =
        new Cause(Reason.STARTING_OVER, "what is left of the run before is being removed");
    return new Decision(steps, new Situation.Starting(cause), 0, SOON);
  }

  private static Decision end(Observation seen, Ending ending, int retries) {
    Job job = seen.job();
    List<Step> steps = new ArrayList<>();
    if (job != null && ending.outcome() == Outcome.FAILED && JobView.active(job)) {
      steps.add(new Step.SuspendJob(job));
    }
    return new Decision(steps, ending, retries, SOON);
  }

  private static Decision suspend(Observation seen, int retries) {
    List<Step> steps = new ArrayList<>(ReleasePolicy.releases(seen));
    steps.addAll(ReleasePolicy.lostPods(seen));
    Job job = seen.job();
    if (job != null && JobView.active(job)) steps.add(new Step.SuspendJob(job));
    int leaving = seen.pods(pod -> !PodView.ended(pod)).size();
    String now = leaving == 0 ? "" : "; " + leaving + " workers are stopping";
    Cause cause =
        new Cause(Reason.SUSPENDED, "suspended" + now + "; spec.suspend: false goes on from here");
    return new Decision(
        steps,
        new Situation.Suspended(cause),
        retries,
        leaving == 0 ? LOOK_AGAIN.multipliedBy(6) : WATCH);
  }

  private static Decision goOn(Observation seen, ShardPolicy shards, int retries) {
    Job job = seen.job();
    if (job != null && JobView.finished(job) && RetryPolicy.jobsExhausted(retries)) {
      return end(
          seen,
          new Ending(
              Outcome.FAILED,
              new Cause(
                  Reason.WORKERS_FAILED,
                  "workers were started "
                      + (retries + 1)
                      + " times and all ended without settling an object; see"
                      + " status.lastWorkerLog, then set another trigger")),
          retries);
    }
    List<Step> steps = new ArrayList<>();
    if (!seen.referents().accessPrepared()) {
      steps.add(new Step.PrepareAccess(seen.referents().account()));
    }
    steps.addAll(shards.steps());
    steps.addAll(ReleasePolicy.releases(seen));
    steps.addAll(ReleasePolicy.lostPods(seen));
    JobPolicy jobs = JobPolicy.of(seen, shards, retries);
    steps.addAll(jobs.steps());
    return new Decision(steps, Progress.situation(seen, jobs), jobs.retries(), WATCH);
  }
}
