// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.ObjectCounts;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardSpec;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.cluster.PowerSwitch;
import dev.s3copy.e2e.stage.Bucket;
import dev.s3copy.e2e.stage.Copy;
import dev.s3copy.e2e.stage.Eventually;
import dev.s3copy.e2e.stage.Installation;
import dev.s3copy.e2e.stage.Processes;
import dev.s3copy.e2e.stage.S3Server;
import dev.s3copy.e2e.stage.Stage;
import dev.s3copy.e2e.stage.Tenant;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Everything may die on the way. Each kind of death strikes copies at work, at random moments, as
/// often as `-Ds3copy.e2e.kills` says; every copy ends Complete, with the destination equal to the
/// source.
@OnCluster(powerSwitch = true)
class ChaosE2E {
  private static final int KILLS = Integer.getInteger("s3copy.e2e.kills", 1);

  /// Copies that are struck often are larger, and have more workers than die at a time.
  private static final int OBJECTS = KILLS > 1 ? 30_000 : 3_000;

  private static final int WORKERS = KILLS > 1 ? 6 : 3;

  /// A copy lasts so long at least, so that there is something to strike; the rest is let go once
  /// it was struck often enough.
  private static final int SECONDS = KILLS > 1 ? 600 : 20;

  private static final String SLOW =
      "workers: {max: %d, shardsPerWorker: 4}\nlimits: {requestsPerSecond: %d}"
          .formatted(WORKERS, OBJECTS / SECONDS);
  private static final String FAST = "{\"spec\":{\"limits\":{\"requestsPerSecond\":null}}}";
  private static final long SEED = Long.getLong("s3copy.e2e.seed", System.nanoTime());

  /// Until a lost lease is noticed for sure, and once more.
  private static final Duration FREEZE = Duration.ofSeconds(55);

  /// Longer than any lease.
  private static final Duration AWAY = KILLS > 1 ? Duration.ofSeconds(60) : Duration.ofSeconds(15);

  /// After that its workers are all on the other node.
  private static final int CUTS = 2;

  /// Kubernetes waits 10 s before it replaces a crashed worker, and twice as long each next time:
  /// more crashes in one copy test only its patience.
  private static final int CRASHES = 5;

  private final Stage stage = Stage.shared();
  private final S3Server server = stage.embedded();
  private final PowerSwitch power = stage.cluster().powerSwitch().orElseThrow();
  private final Random random = new Random(SEED);

  @Test
  void workersKilledWithoutWarning() {
    strike("worker-kill", CRASHES, copy -> until(() -> signal(worker(copy), "KILL")));
  }

  @Test
  void workerPodsDeleted() {
    strike("pod-delete", copy -> copy.tenant().client().resource(worker(copy)).delete());
  }

  @Test
  void theOperatorKilled() {
    strike(
        "operator-kill",
        copy -> {
          Installation operator = stage.operator();
          until(() -> operator.pods().stream().anyMatch(pod -> signal(pod, "KILL")));
          Eventually.pause(Duration.ofSeconds(2));
          // The kubelet would wait longer and longer before it starts it once more.
          if (KILLS > CRASHES) operator.replacePods();
        });
  }

  @Test
  void theApiServerRestarted() {
    strike(
        "api-restart",
        copy -> {
          power.restartApiServer();
          Eventually.get(
              "the API server answers",
              Duration.ofMinutes(1),
              () -> answers(copy) ? Optional.of(copy) : Optional.empty(),
              () -> "");
        });
  }

  @Test
  void theOperatorAwayWhileWorkersGoOn() {
    strike(
        "operator-away",
        copy -> {
          Installation operator = stage.operator();
          operator.scale(0);
          Eventually.pause(AWAY);
          operator.scale(1);
          operator.awaitReady();
        });
  }

  @Test
  void aWorkerFrozenAndWokenAfterItsShardMoved() {
    strike(
        "worker-freeze",
        copy -> {
          Pod frozen = worker(copy);
          signal(frozen, "STOP");
          Eventually.pause(FREEZE);
          signal(frozen, "CONT");
        });
  }

  @Test
  void aNodeWithoutPower() {
    strike(
        "node-power",
        CUTS,
        copy -> {
          String node =
              copy.await(
                  "a worker is on a node that may be switched off",
                  c ->
                      c.runningPods().stream()
                          .map(pod -> pod.getSpec().getNodeName())
                          .filter(name -> !name.equals(stage.sparedNode()))
                          .findFirst());
          power.stop(node);
          try {
            // Its shards are taken over while it is away: the copy need not wait for it.
            Eventually.pause(FREEZE);
          } finally {
            power.start(node);
            Eventually.get(
                node + " is back",
                Duration.ofMinutes(2),
                () -> ready(node) ? Optional.of(node) : Optional.empty(),
                copy::story);
          }
        });
  }

  private boolean signal(Pod pod, String signal) {
    return Processes.signal(stage.cluster(), pod, signal);
  }

  /// A blow that met nobody is none.
  private static void until(BooleanSupplier struck) {
    while (!struck.getAsBoolean()) Eventually.pause(Duration.ofMillis(200));
  }

  private void strike(String name, Consumer<Copy> blow) {
    strike(name, KILLS, blow);
  }

  /// Copies one after the other until it has struck often enough.
  private void strike(String name, int mostEach, Consumer<Copy> blow) {
    System.out.printf("%s: %d, seed %d%n", name, KILLS, SEED);
    Bucket bucket = server.bucket(name);
    bucket.fill("in/", OBJECTS, 200, 7);
    Map<String, String> source = bucket.entries("in/");
    int struck = 0;
    for (int run = 0; struck < KILLS; run++) {
      String out = "out-" + run + "/";
      try (Tenant tenant = stage.tenant(name)) {
        tenant.secret("keys", server.inside());
        Copy copy =
            tenant.apply(
                Manifests.copy(
                    name,
                    Manifests.s3(name, "in/", server, "keys"),
                    Manifests.s3(name, out, server, "keys"),
                    SLOW));
        struck += strike(copy, Math.min(mostEach, KILLS - struck), blow);
        copy.patch(FAST);
        S3CopyStatus end = copy.awaitComplete();
        assertThat(bucket.entries(out)).isEqualTo(source);
        ObjectCounts counts = requireNonNull(end.objects());
        assertThat(counts.listed()).isEqualTo(OBJECTS);
        assertThat(counts.copied() + counts.skipped()).isEqualTo(OBJECTS);
        assertThat(copy.jobs()).as(copy::story).hasSizeLessThanOrEqualTo(1);
        List<String> ids =
            copy.shards().stream().map(S3CopyShard::getSpec).map(S3CopyShardSpec::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        System.out.printf(
            "  run %d: %d blows so far, %s, %d shards%n", run, struck, end.progress(), ids.size());
      }
    }
  }

  /// How many times it struck before the copy was over.
  private int strike(Copy copy, int most, Consumer<Copy> blow) {
    int struck = 0;
    for (long settled = 0; struck < most; settled = settled(copy)) {
      // Blows that fall faster than anything moves would prove nothing.
      long before = settled;
      copy.await(
          "it goes on, or is over",
          c ->
              Optional.of(c)
                  .filter(x -> isOver(x) || (!x.runningPods().isEmpty() && settled(x) > before)));
      Eventually.pause(Duration.ofMillis(500 + random.nextInt(3500)));
      if (isOver(copy)) break;
      if (copy.runningPods().isEmpty()) continue; // died of itself, or of the blow before
      blow.accept(copy);
      struck++;
    }
    return struck;
  }

  private static long settled(Copy copy) {
    return copy.status()
        .map(S3CopyStatus::objects)
        .map(objects -> objects.copied() + objects.skipped())
        .orElse(0L);
  }

  private static boolean isOver(Copy copy) {
    return copy.status().map(status -> status.completionTime() != null).orElse(false);
  }

  private Pod worker(Copy copy) {
    List<Pod> running = copy.runningPods();
    if (running.isEmpty()) {
      return copy.await("a worker runs", c -> c.runningPods().stream().findFirst());
    }
    return running.get(random.nextInt(running.size()));
  }

  private static boolean answers(Copy copy) {
    try {
      return copy.find() != null;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private boolean ready(String node) {
    return stage.cluster().client().nodes().withName(node).isReady();
  }
}
