// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.api.Phase;
import dev.s3copy.operator.observe.JobView;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import dev.s3copy.operator.observe.ShardView;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is left to do once the status says that the run has ended: workers stop, shards and access
/// are removed, and later the copy itself if it has a time to live.
final class ClosedPolicy {
  /// Idle workers see within seconds that everything is done, and stop by themselves.
  private static final Duration LEAVE = Duration.ofSeconds(60);

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration NEVER = Duration.ofHours(10);

  private ClosedPolicy() {}

  static Decision decide(Observation seen, List<Step> lostPods) {
    Instant end = Objects.requireNonNull(seen.reported().completionTime());
    Integer retries = seen.reported().retries();
    Integer ttl = seen.spec().ttlSecondsAfterFinished();
    Duration left =
        ttl == null ? NEVER : Duration.between(seen.now(), end.plus(Duration.ofSeconds(ttl)));
    if (!left.isPositive()) {
      return decision(seen, List.of(new Step.Expire()), retries, SOON);
    }
    List<Step> steps = new ArrayList<>(lostPods);
    Job job = seen.job();
    boolean late = seen.now().isAfter(end.plus(LEAVE));
    boolean failed = seen.reported().phase() == Phase.FAILED;
    if (job != null && JobView.active(job) && (failed || late)) steps.add(new Step.SuspendJob(job));
    boolean empty = seen.pods(pod -> !PodView.ended(pod)).isEmpty();
    boolean quiet = !JobView.active(job) && empty;
    if (!seen.shards().isEmpty() && quiet) {
      steps.add(new Step.CleanUp(seen.shards().stream().map(ShardView::object).toList()));
    }
    boolean tidy = quiet && seen.shards().isEmpty();
    return decision(seen, steps, retries, tidy || left.compareTo(SOON) < 0 ? left : SOON);
  }

  private static Decision decision(
      Observation seen, List<Step> steps, @Nullable Integer retries, Duration next) {
    int count = retries == null ? 0 : retries;
    return Decision.of(seen, steps, new Situation.Closed(), count, next);
  }
}
