// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.CheckLine;
import dev.s3copy.api.Mode;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.contract.LogKeys;
import dev.s3copy.api.contract.WorkerExit;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.worker.pipeline.StopSignal;
import dev.s3copy.worker.run.CheckRun;
import dev.s3copy.worker.run.ClusterRun;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work of one pod: claim a shard, open source and destination, work until every shard is done.
final class PodRun {
  private static final Logger LOG = LoggerFactory.getLogger(PodRun.class);
  private static final long IDLE_MILLIS = 100;

  /// Tries to read the copy before giving up; the pauses between them grow by a second each.
  private static final int READS = 6;

  private final PodSettings settings;
  private final KubernetesClient client;
  private final KubernetesShardStore store;
  private final StopSignal stop;
  private final StartTimes times;
  private final CountDownLatch ended = new CountDownLatch(1);

  PodRun(
      PodSettings settings,
      KubernetesClient client,
      KubernetesShardStore store,
      StopSignal stop,
      StartTimes times) {
    this.settings = settings;
    this.client = client;
    this.store = store;
    this.stop = stop;
    this.times = times;
  }

  /// @return the process's exit code
  WorkerExit run() throws InterruptedException {
    try {
      return work();
    } finally {
      ended.countDown();
    }
  }

  /// Starts no more objects, lets those in flight end, and gives the shards back. Returns once that
  /// is done.
  void interrupt() throws InterruptedException {
    LOG.info("told to stop: finishing what is in flight");
    stop.interrupt();
    ended.await();
  }

  private WorkerExit work() throws InterruptedException {
    Shard first;
    try {
      first = firstShard();
    } catch (StoreException e) {
      stop.fail(e.failure());
      return exit();
    }
    if (first == null) return stop.raised() ? WorkerExit.STOPPED : WorkerExit.DONE;
    times.mark("claim");
    S3Copy copy;
    try (Periodic _ = OpeningHeartbeat.start(store, first)) {
      copy = patientCopy();
    } catch (StoreException e) {
      giveBack(first, e.failure());
      stop.fail(e.failure());
      return exit();
    }
    times.mark("read copy");
    if (copy.getSpec().mode() == Mode.CHECK) return check(copy.getSpec(), first);
    try (ClusterRun run = open(copy, first)) {
      times.mark("open both ends");
      store.covers(run.range());
      store.tells(run::limitations);
      try (Periodic _ = LimitsWatch.start(this::copy, run::setLimits)) {
        Thread.ofVirtual().start(() -> times.firstObject(run::settled, stop::raised));
        run.run(store);
      } finally {
        run.limitations().forEach(limited -> LOG.warn("{}: {}", limited.code(), limited.effect()));
      }
      LOG.atInfo().addKeyValue(LogKeys.TOTALS, run.totals()).log("no shard is left");
    } catch (StoreException e) {
      stop.fail(e.failure());
    }
    return exit();
  }

  /// Looks at both ends as this pod may, and tells what it found in the shard's status.
  private WorkerExit check(S3CopySpec spec, Shard shard) throws InterruptedException {
    List<CheckLine> lines;
    try (Periodic _ = OpeningHeartbeat.start(store, shard)) {
      lines = CheckRun.run(spec, settings.references(), false);
    }
    for (CheckLine line : lines) {
      LOG.info("{} {} {}: {}", line.status(), line.side(), line.subject(), line.finding());
    }
    store.tellsChecks(lines);
    Failure failure = CheckRun.failure(lines);
    if (failure != null) {
      giveBack(shard, failure);
      stop.fail(failure);
      return exit();
    }
    try {
      store.finish(shard.lease(), shard.report());
    } catch (LeaseLostException e) {
      LOG.atWarn().addKeyValue(LogKeys.SHARD, shard.id()).log("taken away meanwhile");
    }
    return exit();
  }

  private WorkerExit exit() {
    return switch (stop.reason()) {
      case null -> WorkerExit.DONE;
      case StopSignal.Reason.Interrupted _ -> WorkerExit.STOPPED;
      case StopSignal.Reason.Failed(Failure failure) -> {
        LOG.atError()
            .addKeyValue(LogKeys.OPERATION, failure.operation())
            .addKeyValue(LogKeys.CODE, failure.code())
            .log(failure.message());
        yield WorkerExit.COULD_NOT_GO_ON;
      }
    };
  }

  /// Waits for a shard; null when there is nothing left to do.
  private @Nullable Shard firstShard() throws InterruptedException {
    while (!stop.raised()) {
      switch (store.claimAhead()) {
        case Claim.Claimed(Shard shard) -> {
          return shard;
        }
        case Claim.AllDone _ -> {
          return null;
        }
        case Claim.NoneFree _ -> Thread.sleep(IDLE_MILLIS);
      }
    }
    return null;
  }

  /// To open both ends may take longer than a lease lasts, so heartbeats are sent meanwhile.
  private ClusterRun open(S3Copy copy, Shard first) {
    try (Periodic _ = OpeningHeartbeat.start(store, first)) {
      return ClusterRun.prepare(
          new ClusterRun.Options(
              copy,
              settings.runId(),
              settings.references(),
              settings.cpus(),
              settings.memory(),
              new LoggedFailureLogs()),
          stop);
    } catch (StoreException e) {
      giveBack(first, e.failure());
      throw e;
    }
  }

  private void giveBack(Shard shard, Failure why) {
    try {
      store.release(shard.lease(), shard.report(), why);
    } catch (LeaseLostException e) {
      LOG.atWarn().addKeyValue(LogKeys.SHARD, shard.id()).log("taken away meanwhile");
    }
  }

  /// @throws StoreException where it was deleted
  private S3Copy patientCopy() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return copy();
      } catch (KubernetesClientException e) {
        if (attempt == READS) throw notReadable(e.toString());
        LOG.atWarn()
            .addKeyValue(LogKeys.CAUSE, e.getMessage())
            .log("cannot read the S3Copy; trying again");
        Thread.sleep(Duration.ofSeconds(attempt));
      }
    }
  }

  private S3Copy copy() {
    S3Copy copy =
        client
            .resources(S3Copy.class)
            .inNamespace(settings.namespace())
            .withName(settings.copy())
            .get();
    if (copy == null) throw notReadable("it was deleted");
    return copy;
  }

  private StoreException notReadable(String why) {
    return new StoreException(
        Failure.of(
            FailureKind.REFERENCE_NOT_FOUND,
            "Prepare",
            "S3CopyNotReadable",
            "S3Copy %s of namespace %s: %s".formatted(settings.copy(), settings.namespace(), why)));
  }
}
