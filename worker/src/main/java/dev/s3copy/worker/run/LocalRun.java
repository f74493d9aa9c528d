// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.ByteSize;
import dev.s3copy.api.Limits;
import dev.s3copy.api.Location;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.core.failure.RetryRules;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.pace.AdaptiveGate;
import dev.s3copy.core.pace.ConcurrencyController;
import dev.s3copy.core.pace.RateLimit;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.select.KeyFilter;
import dev.s3copy.core.select.Selection;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardPhase;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.copy.Buffers;
import dev.s3copy.worker.copy.ObjectCopier;
import dev.s3copy.worker.copy.ObjectOperation;
import dev.s3copy.worker.copy.Outage;
import dev.s3copy.worker.copy.PatientListing;
import dev.s3copy.worker.copy.Retrier;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.pipeline.CopyPlan;
import dev.s3copy.worker.pipeline.Dispatcher;
import dev.s3copy.worker.pipeline.Durability;
import dev.s3copy.worker.pipeline.FailureLog;
import dev.s3copy.worker.pipeline.LiveTotals;
import dev.s3copy.worker.pipeline.ShardRunners;
import dev.s3copy.worker.pipeline.StopSignal;
import dev.s3copy.worker.s3.Access;
import dev.s3copy.worker.shard.LocalShardStore;
import dev.s3copy.worker.shard.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One S3Copy executed on this machine: the same pipeline that worker pods run, with a state folder
/// in the place of the cluster.
public final class LocalRun implements AutoCloseable {
  /// Work repeated after a crash is at most what settled since the last checkpoint.
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  /// How long a store may be away before the run gives up.
  private static final Duration OUTAGE_PATIENCE = Duration.ofMinutes(5);

  private static final int LEAST_CONCURRENCY = 2;
  private static final int FIRST_CONCURRENCY = 16;
  private static final double UNLIMITED = 0;

  /// What one run is about.
  ///
  /// @param canonicalSpecJson identifies the manifest: another text is another state
  /// @param stateFolder null for the default below the user's state directory
  /// @param restart discards what an earlier run reached
  /// @param memoryBudgetBytes for object bodies; null lets the machine's size decide
  public record Options(
      S3Copy copy,
      String canonicalSpecJson,
      References references,
      @Nullable Path stateFolder,
      boolean restart,
      @Nullable Long memoryBudgetBytes) {}

  private final Options options;
  private final S3CopySpec spec;
  private final String specHash;
  private final Sizing sizing;
  private final StopSignal stop = new StopSignal();
  private final AdaptiveGate gate;
  private final Retrier retrier;
  private final Sides sides;
  private final Buffers buffers;
  private final Side source;
  private final Side destination;
  private final @Nullable Side report;
  private final Route route;
  private final long startNanos = System.nanoTime();
  private volatile @Nullable Running running;

  /// What exists only while [#run] goes on.
  private record Running(LocalShardStore store, LiveTotals totals) {}

  private LocalRun(Options options) {
    this.options = options;
    this.spec = options.copy().getSpec();
    this.specHash =
        RunIdentity.specHash(options.canonicalSpecJson(), options.references().volumes());
    this.sizing =
        Sizing.of(Runtime.getRuntime().availableProcessors(), options.memoryBudgetBytes());
    this.gate = gate(spec.limits(), sizing);
    RetryRules rules =
        new RetryRules(
            Objects.requireNonNull(spec.failurePolicy().objectRetries()),
            RandomGenerator.getDefault());
    this.retrier = new Retrier(rules, new Outage(System::nanoTime, OUTAGE_PATIENCE), stop::raised);
    this.buffers = new Buffers(sizing.bodyBytes());
    this.sides = new Sides(options.references(), gate, retrier, sizing);
    try {
      this.source = sides.source(spec);
      this.destination = sides.destination(spec);
      Location where = spec.report();
      this.report = where == null ? null : sides.open(where, Access.WRITE);
      this.route = Route.of(spec, source, destination);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Opens both sides and checks them.
  ///
  /// @throws StoreException when the copy cannot start: what, where, why, and what to do
  public static LocalRun prepare(Options options) {
    return new LocalRun(options);
  }

  private static AdaptiveGate gate(Limits limits, Sizing sizing) {
    Integer requests = limits.requestsPerSecond();
    ByteSize bytes = limits.bytesPerSecond();
    double perSecond = bytes == null ? UNLIMITED : bytes.bytes();
    RateLimit rate =
        new RateLimit(requests == null ? UNLIMITED : requests, perSecond, System::nanoTime);
    RateLimit sending = new RateLimit(UNLIMITED, perSecond, System::nanoTime);
    ConcurrencyController controller =
        new ConcurrencyController(
            LEAST_CONCURRENCY, sizing.slots(), FIRST_CONCURRENCY, System.nanoTime());
    return new AdaptiveGate(controller, rate, sending, System::nanoTime);
  }

  public Path stateFolder() {
    Path given = options.stateFolder();
    return given != null ? given : DefaultState.folder(options.copy(), specHash);
  }

  /// What a run would do, from a few probes.
  public RunPlan plan() {
    return Planning.plan(spec, route, source, destination, range());
  }

  /// Runs to the end, to a failure of the whole, or until [#interrupt].
  public RunResult run() throws InterruptedException {
    KeyRange range = range();
    try (StateFolder folder = StateFolder.open(stateFolder())) {
      LocalShardStore store = openStore(folder, range);
      LiveTotals totals = new LiveTotals(store.totals());
      running = new Running(store, totals);
      ObjectOperation operation =
          spec.dryRun()
              ? Route.dryRun()
              : route.operation(rules(), source, destination, buffers, retrier);
      try (Dispatcher dispatcher = dispatcher(operation, totals)) {
        Durability durability = durability(folder, store.runId());
        ShardRunners.Shared shared =
            new ShardRunners.Shared(copyPlan(), dispatcher, store, durability, totals, stop);
        new ShardRunners(shared, sizing.listers()).run();
      }
      return result(folder, store);
    } catch (StoreException e) {
      stop.fail(e.failure());
      return new RunResult(
          RunResult.Phase.FAILED, progress().totals(), seconds(), null, e.failure());
    }
  }

  private Dispatcher dispatcher(ObjectOperation operation, LiveTotals totals) {
    Integer most = spec.failurePolicy().maxFailedObjects();
    return new Dispatcher(
        new ObjectCopier(operation, retrier),
        sizing.slots(),
        totals,
        stop,
        most == null ? Long.MAX_VALUE : most);
  }

  private LocalShardStore openStore(StateFolder folder, KeyRange range) {
    String runId = RunIdentity.newRunId(Instant.now(), RandomGenerator.getDefault());
    return LocalShardStore.open(folder, specHash, runId, range, options.restart());
  }

  private KeyRange range() {
    Selection selection = Selections.selection(spec.select());
    KeyRange narrowed = selection.narrowed(source.prefix());
    return narrowed == null ? KeyRange.ALL : narrowed;
  }

  private CopyRules rules() {
    return route.rules(spec);
  }

  private CopyPlan copyPlan() {
    Listing there =
        route.listsDestination() ? new PatientListing(destination.listing(), retrier) : null;
    return new CopyPlan(
        new PatientListing(source.listing(), retrier),
        source.prefix(),
        there,
        destination.prefix(),
        new KeyFilter(Selections.selection(spec.select())),
        rules(),
        spec.workers().shardsPerWorker());
  }

  private Durability durability(StateFolder folder, String runId) {
    Artifacts artifacts = new Artifacts(destination, buffers, retrier);
    String stem = options.copy().getMetadata().getName() + "-" + runId + "/part-";
    return new Durability(
        folder.path(),
        (shard, number, lines) ->
            artifacts.put(stem + "%s-%05d.ndjson".formatted(shard, number), lines),
        syncFiles(),
        HEARTBEAT);
  }

  private Runnable syncFiles() {
    if (destination instanceof Side.Files files && route == Route.RESTORE) {
      Volume volume = files.volume();
      return volume::syncDirectories;
    }
    return () -> {};
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

  /// @return where the report is; null where it names nothing and nobody asked for it
  private @Nullable String writeReport(StateFolder folder, LocalShardStore store)
      throws InterruptedException {
    Path file = folder.path().resolve("report.ndjson");
    List<String> ids = store.all().stream().map(Shard::id).toList();
    boolean lines = FailureLog.join(folder.path(), ids, file);
    if (report == null || stop.raised()) return lines ? file.toString() : null;
    String stem = options.copy().getMetadata().getName() + "-" + store.runId();
    return new Artifacts(report, buffers, retrier).putFile(stem, file);
  }

  public RunProgress progress() {
    Running now = running;
    if (now == null) {
      return new RunProgress(Totals.ZERO, false, 0, 0, gate.concurrency(), seconds());
    }
    List<Shard> shards = now.store().all();
    int done = (int) shards.stream().filter(s -> s.phase() == ShardPhase.DONE).count();
    boolean listed = now.totals().listingDone();
    return new RunProgress(
        now.totals().now(), listed, done, shards.size(), gate.concurrency(), seconds());
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
    sides.close();
    buffers.close();
  }
}
