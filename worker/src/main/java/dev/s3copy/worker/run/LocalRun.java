// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.validation.CopyManifest;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardPhase;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.pipeline.CheckpointPace;
import dev.s3copy.worker.pipeline.Durability;
import dev.s3copy.worker.pipeline.FolderFailureLogs;
import dev.s3copy.worker.pipeline.LiveTotals;
import dev.s3copy.worker.pipeline.StopSignal;
import dev.s3copy.worker.s3.Capability;
import dev.s3copy.worker.shard.LocalShardStore;
import dev.s3copy.worker.shard.StateFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One S3Copy executed on this machine: the same pipeline that worker pods run, with a state folder
/// in the place of the cluster.
public final class LocalRun implements AutoCloseable {
  /// What one run is about.
  ///
  /// @param canonicalSpecJson identifies the manifest: another text is another state
  /// @param stateFolder null for the default below the user's state directory
  /// @param restart discards what an earlier run reached
  /// @param memoryBudgetBytes for object bodies; null lets the machine's size decide
  /// @param concurrency requests in flight, always; null for as many as help
  public record Options(
      CopyManifest copy,
      String canonicalSpecJson,
      LocalReferences references,
      @Nullable Path stateFolder,
      boolean restart,
      @Nullable Long memoryBudgetBytes,
      @Nullable Integer concurrency) {}

  private final Options options;
  private final S3CopySpec spec;
  private final String specHash;
  private final StopSignal stop = new StopSignal();
  private final Engine engine;
  private final long startNanos = System.nanoTime();
  private volatile @Nullable Running running;

  /// What exists only while [#run] goes on.
  private record Running(LocalShardStore store, LiveTotals totals) {}

  private LocalRun(Options options) {
    this.options = options;
    this.spec = options.copy().spec();
    this.specHash =
        RunIdentity.specHash(
            options.canonicalSpecJson() + otherServer(), options.references().volumes());
    Sizing sizing =
        Sizing.of(
            Runtime.getRuntime().availableProcessors(),
            options.memoryBudgetBytes(),
            options.concurrency());
    this.engine = new Engine(spec, options.references(), sizing, stop);
  }

  /// The environment may say where a bucket is; then another environment is another copy.
  private String otherServer() {
    URI endpoint = options.references().endpoint();
    boolean matters =
        Stream.of(spec.source().s3(), spec.destination().s3())
            .anyMatch(s3 -> s3 != null && s3.endpoint() == null);
    return endpoint == null || !matters ? "" : "\nendpoint=" + endpoint;
  }

  /// Opens both sides and checks them.
  ///
  /// @throws StoreException when the copy cannot start: what, where, why, and what to do
  public static LocalRun prepare(Options options) {
    return new LocalRun(options);
  }

  public Path stateFolder() {
    Path given = options.stateFolder();
    return given != null ? given : DefaultState.folder(options.copy(), specHash);
  }

  /// What a run would do, from a few probes.
  public RunPlan plan() {
    return engine.plan();
  }

  /// Runs to the end, to a failure of the whole, or until [#interrupt].
  public RunResult run() throws InterruptedException {
    return runToEnd().limitedBy(engine.limitations());
  }

  /// What the servers turned out not to know, whether that has an effect or not.
  Set<Capability> missing() {
    return engine.missing();
  }

  private RunResult runToEnd() throws InterruptedException {
    try (StateFolder folder = StateFolder.open(stateFolder())) {
      LocalShardStore store = openStore(folder);
      LiveTotals totals = new LiveTotals(store.totals());
      running = new Running(store, totals);
      engine.run(
          store, durability(folder, store.runId()), totals, spec.workers().shardsPerWorker());
      return result(folder, store);
    } catch (StoreException e) {
      stop.fail(e.failure());
      return new RunResult(
          RunResult.Phase.FAILED, progress().totals(), seconds(), null, e.failure());
    }
  }

  private LocalShardStore openStore(StateFolder folder) {
    String runId = RunIdentity.newRunId(Instant.now(), RandomGenerator.getDefault());
    return LocalShardStore.open(folder, specHash, runId, engine.range(), options.restart());
  }

  private Durability durability(StateFolder folder, String runId) {
    String stem = options.copy().name() + "-" + runId + "/part-";
    return new Durability(
        new FolderFailureLogs(folder.path()),
        engine.artifacts().segments(stem),
        engine.syncFiles(),
        CheckpointPace.LOCAL);
  }

  private RunResult result(StateFolder folder, LocalShardStore store) throws InterruptedException {
    Totals totals = store.totals();
    String where = writeReport(folder, store);
    double seconds = seconds();
    return switch (stop.reason()) {
      case null ->
          new RunResult(
              totals.failed() == 0 ? RunResult.Phase.COMPLETE : RunResult.Phase.PARTIALLY_FAILED,
              totals,
              seconds,
              where,
              null);
      case StopSignal.Reason.Interrupted _ ->
          new RunResult(RunResult.Phase.INTERRUPTED, totals, seconds, where, null);
      case StopSignal.Reason.Failed failed ->
          new RunResult(RunResult.Phase.FAILED, totals, seconds, where, failed.failure());
    };
  }

  /// @return where the report is; null if no object failed and the copy names no place for it
  private @Nullable String writeReport(StateFolder folder, LocalShardStore store)
      throws InterruptedException {
    Path file = folder.path().resolve("report.ndjson");
    SequencedMap<String, Long> marks = new LinkedHashMap<>();
    for (Shard shard : store.all()) marks.put(shard.id(), shard.report().failureLog());
    boolean lines = new FolderFailureLogs(folder.path()).join(marks, file);
    Artifacts report = engine.reportArtifacts();
    if (report != null && !stop.raised()) {
      try {
        return report.putFile(options.copy().name() + "-" + store.runId(), file);
      } catch (StoreException e) {
        stop.fail(e.failure());
      }
    }
    return lines ? file.toString() : null;
  }

  public RunProgress progress() {
    Running now = running;
    if (now == null) {
      return new RunProgress(Totals.ZERO, false, 0, 0, engine.concurrency(), seconds());
    }
    List<Shard> shards = now.store().all();
    int done = (int) shards.stream().filter(s -> s.phase() == ShardPhase.DONE).count();
    boolean listed = now.totals().listingDone();
    return new RunProgress(
        now.totals().now(), listed, done, shards.size(), engine.concurrency(), seconds());
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /// Takes no more objects, lets those in flight end, saves the state; [#run] then returns.
  public void interrupt() {
    stop.interrupt();
  }

  @Override
  public void close() {
    engine.close();
  }
}
