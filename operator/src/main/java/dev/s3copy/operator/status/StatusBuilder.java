// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.CheckLine;
import dev.s3copy.api.Condition;
import dev.s3copy.api.FailedObject;
import dev.s3copy.api.Limitation;
import dev.s3copy.api.Phase;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.api.ShardCounts;
import dev.s3copy.api.ShardState;
import dev.s3copy.api.WorkerCounts;
import dev.s3copy.operator.decide.Cause;
import dev.s3copy.operator.decide.Decision;
import dev.s3copy.operator.decide.Situation;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import dev.s3copy.operator.observe.ShardView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds the status of a copy from what was observed and decided. Within a run no counter ever
/// falls.
public final class StatusBuilder {
  private final Observation seen;
  private final Decision decision;
  private final Situation situation;
  private final S3CopyStatus reported;

  private StatusBuilder(Observation seen, Decision decision, Situation situation) {
    this.seen = seen;
    this.decision = decision;
    this.situation = situation;
    this.reported = seen.reported();
  }

  /// @param refused why a step was refused
  public static S3CopyStatus build(Observation seen, Decision decision, Optional<Cause> refused) {
    Situation situation = decision.situation();
    boolean hindered =
        situation instanceof Situation.Starting || situation instanceof Situation.Running;
    if (refused.isPresent() && hindered) situation = new Situation.Hindered(refused.get());
    StatusBuilder builder = new StatusBuilder(seen, decision, clipped(situation));
    return situation instanceof Situation.Closed
        ? builder.reported.withGeneration(builder.generation())
        : builder.status();
  }

  private S3CopyStatus status() {
    boolean ending = situation instanceof Situation.Ending;
    boolean moving = !ending && !(situation instanceof Situation.Suspended);
    boolean hasRate = moving && seen.rate().objects() > 0;
    return S3CopyStatus.EMPTY
        .change()
        .conditions(conditions())
        .phase(phase())
        .progress(StatusText.progress(seen.counts(), remaining(ending)))
        .rate(hasRate ? StatusText.rate(seen.rate()) : null)
        .observedGeneration(generation())
        .runId(seen.names().runId())
        .startTime(start())
        .completionTime(ending ? requireNonNullElse(reported.completionTime(), now()) : null)
        .objects(seen.counts().objects())
        .bytes(seen.counts().bytes())
        .shards(shards())
        .workers(workers())
        .eta(hasRate ? eta() : null)
        .retries(decision.retries() == 0 ? null : Integer.valueOf(decision.retries()))
        .sampleFailures(samples())
        .limitations(limitations())
        .checks(checks())
        .report(ReportAddress.of(seen))
        .lastWorkerLog(WorkerLog.last(seen))
        .build();
  }

  private List<Condition> conditions() {
    S3CopyStatus last = seen.copy().getStatus();
    List<Condition> before = last == null ? List.of() : last.conditions();
    return new ConditionList(before, generation(), seen.now())
        .of(withLimitations(situation), seen.sharing());
  }

  /// The counts alone would look as if all were well.
  private Situation withLimitations(Situation plain) {
    List<Limitation> limits = limitations();
    if (limits.isEmpty() || !(plain instanceof Situation.Ending(var outcome, Cause cause))) {
      return plain;
    }
    String words =
        limits.stream()
            .map(each -> each.side() + " " + each.capability())
            .collect(Collectors.joining(", "));
    String message = cause.message() + "; limited: " + words + " (status.limitations)";
    return new Situation.Ending(outcome, new Cause(cause.reason(), SizeLimit.message(message)));
  }

  private Phase phase() {
    return switch (situation) {
      case Situation.Running(_) -> Phase.RUNNING;
      case Situation.Suspended(_) -> Phase.SUSPENDED;
      case Situation.Ending(var outcome, _) ->
          switch (outcome) {
            case SUCCEEDED -> Phase.SUCCEEDED;
            case PARTIALLY_FAILED -> Phase.PARTIALLY_FAILED;
            case FAILED -> Phase.FAILED;
          };
      case Situation.Starting(_), Situation.Hindered(_), Situation.Stalled(_) ->
          reported.phase() == Phase.RUNNING ? Phase.RUNNING : Phase.PENDING;
      case Situation.Closed() -> requireNonNullElse(reported.phase(), Phase.PENDING);
    };
  }

  private boolean complete() {
    return situation instanceof Situation.Ending(var outcome, _)
        && outcome != Situation.Outcome.FAILED;
  }

  /// After a failure nobody knows how much is left.
  private Remaining remaining(boolean ending) {
    if (!ending) return Remaining.of(seen.shards());
    return complete() ? new Remaining.All() : new Remaining.Unknown(0);
  }

  private @Nullable Instant start() {
    if (reported.startTime() != null) return reported.startTime();
    boolean refused = situation instanceof Situation.Hindered;
    return seen.job() != null || (decision.starts() && !refused) ? now() : null;
  }

  private ShardCounts shards() {
    ShardCounts before = requireNonNullElse(reported.shards(), new ShardCounts(0, 0, 0, 0));
    boolean failed = situation instanceof Situation.Ending && !complete();
    return new ShardCounts(
        Math.max(before.total(), seen.shards().size()),
        seen.shards(ShardState.RUNNING).size(),
        Math.max(before.done(), seen.shards(ShardState.DONE).size()),
        failed ? seen.shards(ShardView::blocked).size() : 0);
  }

  private WorkerCounts workers() {
    if (situation instanceof Situation.Ending) return new WorkerCounts(0, 0);
    return new WorkerCounts(decision.workers(), seen.pods(PodView::running).size());
  }

  private @Nullable String eta() {
    return switch (Remaining.of(seen.shards())) {
      case Remaining.All() -> null;
      case Remaining.Unknown(_) -> null;
      case Remaining.About(long left) ->
          StatusText.duration(Duration.ofSeconds((long) Math.ceil(left / seen.rate().objects())));
    };
  }

  /// Samples that are in the status stay there, because people may be looking at them.
  private List<FailedObject> samples() {
    Map<String, FailedObject> byKey = new LinkedHashMap<>();
    for (FailedObject sample : reported.sampleFailures()) byKey.putIfAbsent(sample.key(), sample);
    for (ShardView shard : seen.shards()) {
      for (FailedObject sample : shard.status().sampleFailures()) {
        byKey.putIfAbsent(sample.key(), sample);
      }
    }
    return SizeLimit.samples(List.copyOf(byKey.values()));
  }

  /// Several workers find the same ones.
  private List<Limitation> limitations() {
    Stream<Limitation> found =
        seen.shards().stream().flatMap(shard -> shard.status().limitations().stream());
    Map<String, Limitation> byCapability = new LinkedHashMap<>();
    Stream.concat(reported.limitations().stream(), found)
        .forEach(each -> byCapability.putIfAbsent(each.side() + '/' + each.capability(), each));
    return SizeLimit.limitations(List.copyOf(byCapability.values()));
  }

  /// One worker checks; a later run's findings replace those of an earlier one.
  private List<CheckLine> checks() {
    List<CheckLine> found =
        seen.shards().stream().flatMap(shard -> shard.status().checks().stream()).toList();
    return SizeLimit.checks(found.isEmpty() ? reported.checks() : found);
  }

  private long generation() {
    return requireNonNullElse(seen.copy().getMetadata().getGeneration(), 0L);
  }

  private Instant now() {
    return seen.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Situation clipped(Situation situation) {
    return switch (situation) {
      case Situation.Starting(Cause cause) -> new Situation.Starting(clipped(cause));
      case Situation.Running(Cause cause) -> new Situation.Running(clipped(cause));
      case Situation.Hindered(Cause cause) -> new Situation.Hindered(clipped(cause));
      case Situation.Stalled(Cause cause) -> new Situation.Stalled(clipped(cause));
      case Situation.Suspended(Cause cause) -> new Situation.Suspended(clipped(cause));
      case Situation.Ending(var outcome, Cause cause) ->
          new Situation.Ending(outcome, clipped(cause));
      case Situation.Closed() -> situation;
    };
  }

  private static Cause clipped(Cause cause) {
    return new Cause(cause.reason(), SizeLimit.message(cause.message()));
  }
}
