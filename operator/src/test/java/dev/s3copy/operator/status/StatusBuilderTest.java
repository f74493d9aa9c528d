// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import static dev.s3copy.operator.scene.ShardSample.done;
import static dev.s3copy.operator.scene.ShardSample.pending;
import static dev.s3copy.operator.scene.ShardSample.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.CheckLine;
import dev.s3copy.api.Condition;
import dev.s3copy.api.ConditionStatus;
import dev.s3copy.api.ObjectCounts;
import dev.s3copy.api.Phase;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.api.ShardCounts;
import dev.s3copy.api.WorkerCounts;
import dev.s3copy.operator.decide.Cause;
import dev.s3copy.operator.scene.PodSample;
import dev.s3copy.operator.scene.Scene;
import dev.s3copy.operator.scene.ShardSample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatusBuilderTest {
  private static final CededRange TAIL = new CededRange("0.0", "m", null);

  @Test
  void everyConditionIsThereFromTheFirstVisit() {
    assertThat(holding(Scene.of().status()))
        .isEqualTo("Ready=FALSE Reconciling=TRUE Stalled=FALSE Complete=FALSE Failed=FALSE");
  }

  @Test
  void successIsReadyAndComplete() {
    S3CopyStatus status = Scene.of().root(done(5)).job(1).status();
    assertThat(holding(status))
        .isEqualTo("Ready=TRUE Reconciling=FALSE Stalled=FALSE Complete=TRUE Failed=FALSE");
    assertThat(status.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(status.progress()).isEqualTo("5/5");
    assertThat(status.completionTime()).isEqualTo(Scene.NOW);
    assertThat(status.workers()).isEqualTo(new WorkerCounts(0, 0));
  }

  @Test
  void aPartialFailureIsCompleteAndNamed() {
    S3CopyStatus status = Scene.of().root(done(0).counts(4, 1)).job(1).status();
    assertThat(condition(status, "Complete").reason()).isEqualTo("PartiallyFailed");
    assertThat(condition(status, "Complete").status()).isEqualTo(ConditionStatus.TRUE);
    assertThat(status.phase()).isEqualTo(Phase.PARTIALLY_FAILED);
    assertThat(status.sampleFailures()).hasSize(1);
  }

  @Test
  void whatCouldNotBeKeptIsNamedOnceAndChangesNoOutcome() {
    ShardSample one = done(3).limited("destination", "Tags").limited("source", "ReadsTags");
    S3CopyStatus status = Scene.of().root(one).job(1).status();
    S3CopyStatus again = Scene.of().reported(status).root(one).job(1).status();
    assertThat(again.limitations()).isEqualTo(status.limitations());
    assertThat(status.limitations())
        .extracting(each -> each.side() + " " + each.capability())
        .containsExactlyInAnyOrder("destination Tags", "source ReadsTags");
    assertThat(condition(status, "Complete").message())
        .contains("limited: ", "destination Tags", "source ReadsTags", "status.limitations");
    assertThat(condition(status, "Complete").status()).isEqualTo(ConditionStatus.TRUE);
  }

  @Test
  void whatACheckFoundIsTold() {
    ShardSample root = done(0).checked(CheckLine.Status.OK, "clock", "agrees with the server's");
    S3CopyStatus status = Scene.of().edited("mode: Check").root(root).job(1).status();
    assertThat(status.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(condition(status, "Complete").message()).contains("status.checks");
    assertThat(status.checks()).extracting(CheckLine::subject).containsExactly("clock");
  }

  @Test
  void givenUpIsFailedAndStalled() {
    S3CopyStatus status = Scene.of().root(pending().error("NoSuchBucket", true)).job(1).status();
    assertThat(holding(status))
        .isEqualTo("Ready=FALSE Reconciling=FALSE Stalled=TRUE Complete=FALSE Failed=TRUE");
    assertThat(condition(status, "Failed").message()).contains("NoSuchBucket was answered");
    assertThat(status.phase()).isEqualTo(Phase.FAILED);
    assertThat(status.shards()).isEqualTo(new ShardCounts(1, 0, 0, 1));
  }

  @Test
  void whatIsInTheWayIsStalledAndNotReconciling() {
    S3CopyStatus status = Scene.of().root(pending().error("SlowDown", false)).job(1).status();
    assertThat(holding(status))
        .isEqualTo("Ready=FALSE Reconciling=FALSE Stalled=TRUE Complete=FALSE Failed=FALSE");
    assertThat(condition(status, "Ready").reason()).isEqualTo("SlowDown");
    assertThat(condition(status, "Ready").message()).contains("retry 1 of 6");
  }

  @Test
  void suspendedIsNeitherReadyNorReconciling() {
    S3CopyStatus status = Scene.of("suspend: true").root(pending()).job(1).jobSuspended().status();
    assertThat(holding(status))
        .isEqualTo("Ready=FALSE Reconciling=FALSE Stalled=FALSE Complete=FALSE Failed=FALSE");
    assertThat(status.phase()).isEqualTo(Phase.SUSPENDED);
    assertThat(status.workers()).isEqualTo(new WorkerCounts(0, 0));
  }

  @Test
  void aRefusalIsToldInTheWordsOfTheServer() {
    Scene scene = Scene.of();
    S3CopyStatus status =
        StatusBuilder.build(
            scene.seen(), scene.decision(), Optional.of(new Cause("QuotaExceeded", "too many")));
    assertThat(condition(status, "Reconciling").reason()).isEqualTo("QuotaExceeded");
    assertThat(status.startTime()).isNull();
  }

  @Test
  void progressIsOfAnEstimateUntilAllIsListed() {
    Scene scene = Scene.of().root(running("p1").counts(7, 0).remaining(30)).job(1);
    assertThat(scene.status().progress()).isEqualTo("7/~37");
    CededRange large = new CededRange("0.0", "m", null, 500L);
    assertThat(
            Scene.of()
                .root(running("p1").counts(7, 0).remaining(30).ceding(large))
                .shard(large, pending())
                .job(1)
                .status()
                .progress())
        .isEqualTo("7/~537");
    assertThat(
            Scene.of()
                .root(running("p1").counts(7, 0).remaining(30).ceding(TAIL))
                .shard(TAIL, pending())
                .job(1)
                .status()
                .progress())
        .isEqualTo("7/37+");
    assertThat(Scene.of().root(running("p1").counts(7, 0).remaining(0)).job(1).status().progress())
        .isEqualTo("7/7");
  }

  @Test
  void rateAndEtaFollowThePace() {
    S3CopyStatus status =
        Scene.of()
            .root(running("p1").counts(7, 0).remaining(30_000))
            .job(1)
            .pods("Running", "p1")
            .rate(120, 85 * 1024 * 1024)
            .status();
    assertThat(status.rate()).isEqualTo("120/s 85Mi/s");
    assertThat(status.eta()).isEqualTo("4m10s");
  }

  @Test
  void noEtaIsBetterThanAWrongOne() {
    S3CopyStatus status =
        Scene.of()
            .root(running("p1").counts(7, 0))
            .job(1)
            .pods("Running", "p1")
            .rate(120, 0)
            .status();
    assertThat(status.rate()).isEqualTo("120/s");
    assertThat(status.eta()).isNull();
  }

  @Test
  void noCounterFallsWhenACacheIsBehind() {
    S3CopyStatus reported =
        Scene.of()
            .root(done(50).ceding(TAIL))
            .shard(TAIL, running("p1").counts(9, 1))
            .job(2)
            .status();
    S3CopyStatus behind =
        Scene.of().root(running("p1").counts(3, 0)).job(1).reported(reported).status();
    assertThat(behind.objects()).isEqualTo(reported.objects());
    assertThat(behind.bytes()).isEqualTo(reported.bytes());
    assertThat(behind.shards()).isEqualTo(new ShardCounts(2, 1, 1, 0));
    assertThat(behind.sampleFailures()).isEqualTo(reported.sampleFailures());
    assertThat(behind.startTime()).isEqualTo(reported.startTime());
  }

  @Test
  void anotherRunCountsFromZero() {
    S3CopyStatus reported = Scene.of().root(done(50)).job(1).status();
    S3CopyStatus again = Scene.of("trigger: again").reported(reported).status();
    assertThat(again.objects()).isEqualTo(new ObjectCounts(0, 0, 0, 0, 0, 0));
    assertThat(again.completionTime()).isNull();
    assertThat(condition(again, "Complete").status()).isEqualTo(ConditionStatus.FALSE);
    assertThat(again.runId()).isNotEqualTo(reported.runId());
  }

  @Test
  void theEndStandsWhateverComes() {
    Scene ended = Scene.of().root(done(5)).job(1);
    S3CopyStatus reported = ended.status();
    assertThat(Scene.of().reported(reported).later(Duration.ofDays(1)).sharing("other").status())
        .isEqualTo(reported);
  }

  @Test
  void timesOfChangeChangeOnlyWithTheState() {
    Scene scene = Scene.of().root(running("p1")).job(1).pods("Running", "p1");
    S3CopyStatus later = scene.toldSelf(Duration.ofMinutes(5)).status();
    assertThat(condition(later, "Reconciling").lastTransitionTime())
        .isEqualTo(Scene.NOW.minus(Duration.ofMinutes(5)));
    assertThat(StatusDifference.between(scene.seen().copy().getStatus(), later))
        .isEqualTo(StatusDifference.NONE);
  }

  @Test
  void aSharedDestinationIsToldAndTakenBack() {
    S3CopyStatus shared = Scene.of().sharing("other").status();
    assertThat(condition(shared, "DestinationShared").status()).isEqualTo(ConditionStatus.TRUE);
    assertThat(condition(shared, "DestinationShared").message()).contains("other");
    assertThat(condition(Scene.of().reported(shared).status(), "DestinationShared").status())
        .isEqualTo(ConditionStatus.FALSE);
  }

  @Test
  void theLastLinesOfTheWorkerThatFailedAreKept() {
    S3CopyStatus status =
        Scene.of()
            .root(running("p2"))
            .job(1)
            .pod(PodSample.ended("p1", 1, "Error", "first\n\nlast\n"))
            .pods("Running", "p2")
            .status();
    assertThat(status.lastWorkerLog()).isEqualTo(List.of("first", "last"));
  }

  private static String holding(S3CopyStatus status) {
    return status.conditions().stream()
        .map(c -> c.type() + "=" + c.status())
        .collect(Collectors.joining(" "));
  }

  private static Condition condition(S3CopyStatus status, String type) {
    return status.conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
