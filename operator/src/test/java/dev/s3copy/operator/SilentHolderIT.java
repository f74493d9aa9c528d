// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static dev.s3copy.operator.scene.ShardSample.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.observe.InformerSnapshot;
import dev.s3copy.operator.observe.ShardView;
import dev.s3copy.operator.scene.Samples;
import dev.s3copy.operator.serve.CopyMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// A worker whose pod runs and that writes nothing: frozen, or cut off, or behind an outage that
/// also blinds the operator. The operator's clock is the test's.
@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class SilentHolderIT {
  private static final String NAME = "photos";

  private final KubernetesClient client = ApiServer.start().client();
  private final World world = new World(client, ApiServer.start().namespace(client));
  private long now;
  private final S3CopyReconciler operator =
      new S3CopyReconciler(
          Components.of(
              client,
              Samples.WORKER,
              new CopyMetrics(new SimpleMeterRegistry()),
              Clock.systemUTC(),
              () -> now));

  @BeforeEach
  void aWorkerHoldsTheRoot() {
    client.resource(Samples.copy(world.namespace, NAME)).create();
    visit();
    world.runPods();
    world.work();
    visit();
    assertThat(held()).isTrue();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void losesItsShardAfterTwoLooks() {
    pass(31);
    visit();
    assertThat(held()).as("after the first look").isTrue();
    pass(9);
    visit();
    assertThat(held()).as("too soon for the second").isTrue();
    pass(1);
    visit();
    assertThat(held()).isFalse();
    assertThat(world.shard("0").getStatus().epoch()).as("the claim counts it up").isEqualTo(1);
    assertThat(world.shard("0").getStatus().holder()).isNull();
  }

  @Test
  void keepsItWhenTheCacheIsBehind() {
    InformerSnapshot old = world.snapshot();
    pass(31);
    renew();
    visit(old);
    pass(10);
    visit(old);
    assertThat(held()).isTrue();
  }

  @Test
  void keepsItWhenItWritesAgainAfterAnOutage() {
    InformerSnapshot old = world.snapshot();
    pass(300);
    visit(old);
    renew();
    pass(10);
    visit(old);
    assertThat(held()).isTrue();
  }

  @Test
  void aNewOperatorCountsAnew() {
    pass(31);
    visit();
    pass(10);
    new S3CopyReconciler(
            Components.of(
                client,
                Samples.WORKER,
                new CopyMetrics(new SimpleMeterRegistry()),
                Clock.systemUTC(),
                () -> now))
        .visit(world.copy(NAME), world.snapshot());
    assertThat(held()).isTrue();
  }

  private void renew() {
    S3CopyShard root = world.shard("0");
    world.set(root, running(root.getStatus().holder()).renewed("2026-01-01T00:20:00Z").status());
  }

  private boolean held() {
    return ShardView.of(world.shard("0")).is(ShardState.RUNNING);
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  private void visit() {
    visit(world.snapshot());
  }

  private void visit(InformerSnapshot snapshot) {
    operator.visit(world.copy(NAME), snapshot);
  }
}
