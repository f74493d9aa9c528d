// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.api.Condition;
import dev.s3copy.api.ConditionType;
import dev.s3copy.api.ShardError;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.desired.JobAnnotations;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.ShardView;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// When a shard that was given back with an error is tried again, and after how many tries the copy
/// is given up.
final class RetryPolicy {
  /// By the number of earlier retries.
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(4),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5));

  static final int MOST = PAUSES.size();

  /// Jobs that failed in a row.
  private static final int MOST_JOBS = 3;

  private RetryPolicy() {}

  /// Starts in a row after which no object was settled. One settled object sets it to zero.
  static int retries(Observation seen) {
    Job job = seen.job();
    Integer reported = seen.reported().retries();
    if (job == null) return reported == null ? 0 : reported;
    JobAnnotations annotations = JobAnnotations.of(job);
    return seen.counts().settled() > annotations.settled() ? 0 : annotations.retries();
  }

  /// The error to report: a permanent one first, then the newest.
  static Optional<ShardError> error(Observation seen) {
    return seen.shards(ShardView::blocked).stream()
        .map(shard -> shard.status().error())
        .filter(Objects::nonNull)
        .max(Comparator.comparing(ShardError::permanent).thenComparing(ShardError::at));
  }

  static boolean exhausted(Observation seen, int retries) {
    return retries >= MOST && nothingRuns(seen) && !pause(seen, 0).isPositive();
  }

  static boolean jobsExhausted(int retries) {
    return retries >= MOST_JOBS;
  }

  /// Time until the next try; zero or less when it is due. It counts from the later of two times
  /// that are stored in the cluster, so that a new operator finds them: when the error was
  /// reported, and when workers were last started. The second one matters because a cache may still
  /// show the error from before that start.
  static Duration pause(Observation seen, int retries) {
    Instant since = stalledSince(seen);
    Job job = seen.job();
    Instant started = job == null ? Instant.EPOCH : JobAnnotations.of(job).at();
    Instant from = started.isAfter(since) ? started : since;
    return Duration.between(seen.now(), from.plus(PAUSES.get(Math.min(retries, MOST - 1))));
  }

  private static Instant stalledSince(Observation seen) {
    return seen.reported()
        .holding(ConditionType.STALLED)
        .map(Condition::lastTransitionTime)
        .orElse(seen.now());
  }

  /// No shard is held or free: each is done or waits for another try.
  static boolean nothingRuns(Observation seen) {
    return seen.shards(ShardState.RUNNING).isEmpty() && seen.shards(ShardView::claimable).isEmpty();
  }
}
