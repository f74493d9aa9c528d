// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.api.ShardError;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import java.time.Duration;
import java.util.Optional;

/// The situation of a run that goes on.
final class Progress {
  private Progress() {}

  static Situation situation(Observation seen, JobPolicy jobs) {
    boolean retried = jobs.steps().stream().anyMatch(Step.RetryShard.class::isInstance);
    Optional<ShardError> error = RetryPolicy.error(seen);
    if (error.isPresent() && !retried) return blocked(seen, error.get(), jobs.retries());
    Optional<WorkerTrouble> trouble = WorkerTrouble.of(seen);
    int running = seen.pods(PodView::running).size();
    if (running == 0 && trouble.isPresent()) {
      Cause cause = trouble.get().cause();
      return trouble.get().stalled(seen.now())
          ? new Situation.Stalled(cause)
          : new Situation.Hindered(cause);
    }
    if (running == 0) {
      return new Situation.Starting(new Cause(Reason.STARTING, "waiting for the first worker"));
    }
    Optional<Cause> crash = Crash.ofOne(seen);
    if (crash.isPresent()) return new Situation.Running(crash.get());
    String workers = running == 1 ? "1 worker" : running + " workers";
    String held = " and " + seen.shards(ShardState.RUNNING).size() + " shards at work";
    String waiting = trouble.map(t -> "; others do not start: " + t.cause().message()).orElse("");
    return new Situation.Running(new Cause(Reason.COPYING, workers + held + waiting));
  }

  private static Situation blocked(Observation seen, ShardError error, int retries) {
    Duration pause = RetryPolicy.pause(seen, retries);
    long seconds = Math.max(1, pause.toSeconds());
    return new Situation.Stalled(
        new Cause(
            error.code(),
            error.message()
                + " (retry "
                + (retries + 1)
                + " of "
                + RetryPolicy.MOST
                + (pause.isPositive() && seconds > 60
                    ? " within " + (seconds + 59) / 60 + " min"
                    : " soon")
                + ")"));
  }
}
