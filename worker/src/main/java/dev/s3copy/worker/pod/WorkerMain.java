// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.contract.LogKeys;
import dev.s3copy.api.contract.WorkerExit;
import dev.s3copy.worker.pipeline.StopSignal;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process of a worker pod.
public final class WorkerMain {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);

  /// A heartbeat must fail long before the lease ends.
  private static final int API_TIMEOUT_MILLIS = 5000;

  private WorkerMain() {}

  public static void main(String[] args) throws InterruptedException {
    StartTimes times = new StartTimes();
    times.mark("JVM");
    PodSettings settings = PodSettings.of(System.getenv());
    LOG.atInfo()
        .addKeyValue(LogKeys.NAMESPACE, settings.namespace())
        .addKeyValue(LogKeys.COPY, settings.copy())
        .addKeyValue(LogKeys.RUN, settings.runId())
        .addKeyValue(LogKeys.WORKER, settings.index())
        .addKeyValue(LogKeys.CPUS, settings.cpus())
        .addKeyValue(LogKeys.MEMORY_MIB, settings.memory() >> 20)
        .log("started");
    WorkerExit code;
    try (KubernetesClient client = client()) {
      times.mark("client");
      PodRun run = podRun(settings, client, times);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(run)));
      code = run.run();
    }
    // Not exit: the native library spins for a second in its exit handler.
    Runtime.getRuntime().halt(code.code());
  }

  private static void stop(PodRun run) {
    try {
      run.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static KubernetesClient client() {
    Config config =
        new ConfigBuilder()
            .withRequestTimeout(API_TIMEOUT_MILLIS)
            .withConnectionTimeout(API_TIMEOUT_MILLIS)
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static PodRun podRun(PodSettings settings, KubernetesClient client, StartTimes times) {
    StopSignal stop = new StopSignal();
    ShardObjects objects =
        new ApiShardObjects(client, settings.namespace(), settings.runId(), System::nanoTime);
    FreeShards free =
        new FreeShards(
            objects,
            settings.podUid(),
            settings.index(),
            System::nanoTime,
            RandomGenerator.getDefault());
    KubernetesShardStore store =
        new KubernetesShardStore(
            objects,
            settings.podUid(),
            free,
            new Persistence(stop::raised),
            new StatusEdits(Clock.systemUTC()));
    return new PodRun(settings, client, store, stop, times);
  }
}
