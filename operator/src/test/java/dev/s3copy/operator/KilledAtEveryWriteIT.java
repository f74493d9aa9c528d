// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.observe.InformerSnapshot;
import dev.s3copy.operator.scene.Samples;
import dev.s3copy.operator.serve.CopyMetrics;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// An operator that dies at any of its writes, and one after it that knows only what the cluster
/// tells it: the run ends the same, with the same objects, and nothing was made twice. (An event
/// may be lost; the status never is.)
@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class KilledAtEveryWriteIT {
  private static final int ROUNDS = 60;
  private static final String NAME = "photos";

  private final Set<String> jobsSeen = new HashSet<>();

  @Test
  void theRunEndsTheSameWhereverTheOperatorDies() {
    Kill none = new Kill(0);
    String expected = run(none);
    assertThat(expected)
        .isEqualTo("[Job photos-RUN, SUCCEEDED 30/30 3 shards, ServiceAccount photos-RUN]");
    assertThat(none.writes()).isGreaterThan(8);
    for (int k = 1; k <= none.writes(); k++) {
      jobsSeen.clear();
      assertThat(run(new Kill(k))).as("killed at write %d", k).isEqualTo(expected);
      assertThat(jobsSeen).as("Jobs made when killed at write %d", k).hasSize(1);
    }
  }

  /// The same with a snapshot that is one visit old.
  @Test
  void theRunEndsTheSameWithOldCaches() {
    Kill none = new Kill(0);
    String expected = run(none);
    World world = world();
    try (KubernetesClient client = ApiServer.start().client()) {
      Components components = components(client);
      InformerSnapshot behind = world.snapshot();
      S3Copy copyBehind = world.copy(NAME);
      for (int round = 0; round < 2 * ROUNDS && !over(world); round++) {
        InformerSnapshot now = world.snapshot();
        S3Copy copyNow = world.copy(NAME);
        new S3CopyReconciler(components).visit(copyBehind, behind);
        behind = now;
        copyBehind = copyNow;
        world.runPods();
        world.work();
        note(world);
      }
      assertThat(reported(world)).isEqualTo(expected);
      assertThat(jobsSeen).hasSize(2);
    }
  }

  private String run(Kill kill) {
    World world = world();
    try (KubernetesClient mortal = ApiServer.start().client(kill)) {
      Components components = components(mortal);
      for (int round = 0; round < ROUNDS && !over(world); round++) {
        if (kill.dead()) components = components(world.client);
        try {
          new S3CopyReconciler(components).visit(world.copy(NAME), world.snapshot());
        } catch (RuntimeException e) {
          if (!kill.dead()) throw e;
        }
        world.runPods();
        world.work();
        note(world);
      }
      return reported(world);
    } finally {
      world.client.close();
    }
  }

  private static World world() {
    KubernetesClient client = ApiServer.start().client();
    World world = new World(client, ApiServer.start().namespace(client));
    client.resource(Samples.copy(world.namespace, NAME)).create();
    return world;
  }

  private static Components components(KubernetesClient client) {
    return Components.of(
        client,
        Samples.WORKER,
        new CopyMetrics(new SimpleMeterRegistry()),
        Clock.systemUTC(),
        System::nanoTime);
  }

  private void note(World world) {
    for (Job job : world.jobs()) jobsSeen.add(job.getMetadata().getUid());
    assertThat(world.jobs()).hasSizeLessThanOrEqualTo(1);
    assertThat(world.shards().stream().filter(s -> s.getSpec().id().equals("0")).toList())
        .hasSizeLessThanOrEqualTo(1);
  }

  private static boolean over(World world) {
    var status = world.copy(NAME).getStatus();
    return status != null && status.completionTime() != null && world.shards().isEmpty();
  }

  /// What is left in the end, without what no two runs have in common.
  private static String reported(World world) {
    var status = world.copy(NAME).getStatus();
    Set<String> lines = new TreeSet<>();
    for (Job job : world.jobs()) lines.add(World.name(job));
    List.of(
            world.client.serviceAccounts().inNamespace(world.namespace).list().getItems(),
            world.client.rbac().roleBindings().inNamespace(world.namespace).list().getItems(),
            world.shards())
        .forEach(all -> all.forEach(object -> lines.add(World.name(object))));
    if (status == null) return lines.toString();
    lines.add(
        status.phase()
            + " "
            + status.progress()
            + " "
            + requireNonNull(status.shards()).total()
            + " shards");
    return lines.toString().replace(String.valueOf(status.runId()), "RUN");
  }
}
