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

/// Decides what to do about an observation: a pure function. The first case that holds decides.
public final class Decider {
  /// Heartbeats cause visits by themselves. This period is for holders that send none.
  private static final Duration WATCH = Duration.ofSeconds(5);

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private Decider() {}

  public static Decision decide(Observation seen) {
    List<Step> lostPods = ReleasePolicy.lostPods(seen);
    if (seen.referents().namespaceLeaving()) return leave(seen, lostPods);
    if (seen.ended()) return ClosedPolicy.decide(seen, lostPods);
    if (seen.leftovers().any()) return startOver(seen, lostPods);
    ShardPolicy shards = ShardPolicy.of(seen);
    int retries = RetryPolicy.retries(seen);
    Optional<Ending> ending = EndPolicy.ending(seen, shards, retries);
    if (ending.isPresent()) return end(seen, ending.get(), retries);
    if (seen.spec().suspend()) return suspend(seen, lostPods, retries);
    if (seen.job() == null) {
      Optional<Cause> unmet = Preconditions.unmet(seen);
      if (unmet.isPresent()) {
        Situation stalled = new Situation.Stalled(unmet.get());
        return Decision.of(seen, List.of(), stalled, retries, LOOK_AGAIN);
      }
    }
    Optional<Ending> givenUp = EndPolicy.workersFailed(seen, retries);
    if (givenUp.isPresent()) return end(seen, givenUp.get(), retries);
    return goOn(seen, lostPods, shards, retries);
  }

  /// A namespace that is being deleted waits for its pods. A Job keeps failed pods until it has
  /// replaced them, and such a namespace allows no new pods. So the Job must be deleted first.
  private static Decision leave(Observation seen, List<Step> lostPods) {
    Job job = seen.job();
    List<Step> steps = new ArrayList<>(lostPods);
    if (job != null && !JobView.deleted(job)) steps.add(new Step.DeleteJob(job));
    if (seen.ended()) return Decision.of(seen, steps, new Situation.Closed(), 0, SOON);
    Cause cause =
        new Cause(Reason.NAMESPACE_TERMINATING, "the namespace is being deleted, and the copy too");
    return Decision.of(seen, steps, new Situation.Hindered(cause), 0, SOON);
  }

  private static Decision startOver(Observation seen, List<Step> lostPods) {
    List<Step> steps = new ArrayList<>(lostPods);
    steps.add(new Step.StartOver(seen.leftovers()));
    Cause cause =
        new Cause(Reason.STARTING_OVER, "what is left of the run before is being removed");
    return Decision.of(seen, steps, new Situation.Starting(cause), 0, SOON);
  }

  private static Decision end(Observation seen, Ending ending, int retries) {
    Job job = seen.job();
    List<Step> steps = new ArrayList<>();
    if (job != null && ending.outcome() == Outcome.FAILED && JobView.active(job)) {
      steps.add(new Step.SuspendJob(job));
    }
    return Decision.of(seen, steps, ending, retries, SOON);
  }

  private static Decision suspend(Observation seen, List<Step> lostPods, int retries) {
    List<Step> steps = new ArrayList<>(ReleasePolicy.releases(seen));
    steps.addAll(lostPods);
    Job job = seen.job();
    if (job != null && JobView.active(job)) steps.add(new Step.SuspendJob(job));
    int leaving = seen.pods(pod -> !PodView.ended(pod)).size();
    String now = leaving == 0 ? "" : "; " + leaving + " workers are stopping";
    Cause cause =
        new Cause(Reason.SUSPENDED, "suspended" + now + "; spec.suspend: false goes on from here");
    return Decision.of(
        seen,
        steps,
        new Situation.Suspended(cause),
        retries,
        leaving == 0 ? LOOK_AGAIN.multipliedBy(6) : WATCH);
  }

  private static Decision goOn(
      Observation seen, List<Step> lostPods, ShardPolicy shards, int retries) {
    List<Step> steps = new ArrayList<>();
    if (!seen.referents().accessPrepared()) {
      steps.add(new Step.PrepareAccess(seen.referents().account()));
    }
    steps.addAll(shards.steps());
    steps.addAll(ReleasePolicy.releases(seen));
    steps.addAll(lostPods);
    JobPolicy jobs = JobPolicy.of(seen, shards, retries);
    steps.addAll(jobs.steps());
    return new Decision(
        steps,
        Progress.situation(seen, jobs),
        jobs.retries(),
        jobs.workers(),
        jobs.starts(),
        WATCH);
  }
}
