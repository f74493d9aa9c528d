// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static dev.s3copy.operator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.Phase;
import dev.s3copy.api.ShardState;
import dev.s3copy.api.WorkerCounts;
import dev.s3copy.operator.observe.ShardView;
import dev.s3copy.operator.scene.ShardSample;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// A copy from its first day to its last, against a real API server.
@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class CopyLifeIT {
  private final OperatorFixture it = new OperatorFixture();
  private final World world = it.world;

  @AfterEach
  void stop() {
    it.close();
  }

  @Test
  void endsCompleteAndClearsAwayAllButTheJob() {
    it.apply("");
    it.runToEnd();
    it.awaitPhase(Phase.SUCCEEDED);
    assertThat(it.copy().getStatus().progress()).isEqualTo("30/30");
    eventually(() -> assertThat(world.shards()).isEmpty());
    assertThat(world.jobs()).hasSize(1);
    assertThat(it.client.rbac().roleBindings().inNamespace(world.namespace).list().getItems())
        .isEmpty();
    assertThat(it.client.v1().events().inNamespace(world.namespace).list().getItems())
        .extracting(Event::getReason)
        .contains("Started", "Succeeded");
  }

  @Test
  void suspendsAndGoesOn() {
    it.apply("");
    it.awaitJob();
    world.runPods();
    it.awaitReason("Ready", "Copying");
    it.edit("{\"spec\":{\"suspend\":true}}");
    eventually(() -> assertThat(world.jobs().getFirst().getSpec().getSuspend()).isTrue());
    it.awaitPhase(Phase.SUSPENDED);
    world.runPods();
    it.edit("{\"spec\":{\"suspend\":false}}");
    eventually(() -> assertThat(world.jobs().getFirst().getSpec().getSuspend()).isFalse());
    it.runToEnd();
    it.awaitPhase(Phase.SUCCEEDED);
  }

  @Test
  void anotherTriggerIsAnotherRun() {
    it.apply("");
    it.runToEnd();
    String first = it.copy().getStatus().runId();
    it.edit("{\"spec\":{\"trigger\":\"again\"}}");
    eventually(() -> assertThat(it.copy().getStatus().runId()).isNotEqualTo(first));
    assertThat(it.copy().getStatus().completionTime()).isNull();
    eventually(
        () -> {
          assertThat(world.jobs()).hasSize(1);
          assertThat(world.jobs().getFirst().getMetadata().getName())
              .endsWith(it.copy().getStatus().runId());
        });
    world.removePods();
    it.runToEnd();
    it.awaitPhase(Phase.SUCCEEDED);
  }

  @Test
  void growsWithItsShardsAndShrinksOnlyWhenTold() {
    it.apply("");
    it.awaitJob();
    world.runPods();
    String holder = world.pods().getFirst().getMetadata().getUid();
    world.set(world.shard("0"), ShardSample.running(holder).ceding(ranges(8)).status());
    eventually(() -> assertThat(world.shards()).hasSize(9));
    eventually(() -> assertThat(workers()).isEqualTo(3));
    it.edit("{\"spec\":{\"workers\":{\"max\":2}}}");
    eventually(() -> assertThat(workers()).isEqualTo(2));
    eventually(
        () ->
            assertThat(it.copy().getStatus().workers())
                .extracting(WorkerCounts::wanted)
                .isEqualTo(2));
  }

  private int workers() {
    JobSpec spec = world.jobs().getFirst().getSpec();
    assertThat(spec.getCompletions()).isEqualTo(spec.getParallelism());
    return spec.getParallelism();
  }

  private static CededRange[] ranges(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> new CededRange("0." + i, "k" + i, i + 1 < n ? "k" + (i + 1) : null))
        .toArray(CededRange[]::new);
  }

  @Test
  void aRemovedJobIsMadeAgain() {
    it.apply("");
    it.awaitJob();
    String uid = world.jobs().getFirst().getMetadata().getUid();
    it.client.resource(world.jobs().getFirst()).delete();
    eventually(
        () -> {
          assertThat(world.jobs()).hasSize(1);
          assertThat(world.jobs().getFirst().getMetadata().getUid()).isNotEqualTo(uid);
        });
  }

  @Test
  void moreMemoryReachesTheWorkersOfARunningCopy() {
    it.apply("");
    it.awaitJob();
    it.edit("{\"spec\":{\"workers\":{\"resources\":{\"limits\":{\"memory\":\"2Gi\"}}}}}");
    eventually(
        () ->
            assertThat(world.jobs())
                .singleElement()
                .extracting(job -> job.getSpec().getTemplate().getSpec().getContainers().getFirst())
                .extracting(container -> container.getResources().getLimits().get("memory"))
                .hasToString("2Gi"));
  }

  @Test
  void theShardOfARemovedPodIsReleased() {
    it.apply("");
    it.awaitJob();
    world.runPods();
    world.work();
    assertThat(ShardView.of(world.shard("0")).is(ShardState.RUNNING)).isTrue();
    world.removePods();
    eventually(() -> assertThat(ShardView.of(world.shard("0")).claimable()).isTrue());
    assertThat(world.shard("0").getStatus().epoch()).isEqualTo(1);
    world.runPods();
    it.runToEnd();
  }

  @Test
  void aPermanentErrorEndsItAndStopsTheWorkers() {
    it.apply("");
    it.awaitJob();
    world.set(world.shard("0"), ShardSample.pending().error("NoSuchBucket", true).status());
    it.awaitPhase(Phase.FAILED);
    it.awaitReason("Failed", "NoSuchBucket");
    eventually(() -> assertThat(world.jobs().getFirst().getSpec().getSuspend()).isTrue());
  }

  @Test
  void aDeletedCopyGoesWhenItsPodsAreGone() {
    it.apply("");
    it.awaitJob();
    world.runPods();
    it.awaitReason("Ready", "Copying");
    it.client.resource(it.copy()).delete();
    eventually(() -> assertThat(world.jobs()).isEmpty());
    assertThat(it.copy()).as("while workers run").isNotNull();
    for (Pod pod : world.pods()) world.phase(pod, "Failed");
    eventually(() -> assertThat(it.copy()).isNull());
  }

  @Test
  void aFinishedCopyGoesWhenItsTimeIsOver() {
    it.apply("ttlSecondsAfterFinished: 1");
    it.runToEndOrGone();
    eventually(() -> assertThat(it.copy()).isNull());
  }
}
