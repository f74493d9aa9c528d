// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.ByteSize;
import dev.s3copy.api.Limitation;
import dev.s3copy.api.Limits;
import dev.s3copy.api.Mode;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.core.failure.RetryRules;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.pace.AdaptiveGate;
import dev.s3copy.core.pace.ConcurrencyController;
import dev.s3copy.core.pace.RateLimit;
import dev.s3copy.core.select.KeyFilter;
import dev.s3copy.core.select.Selection;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.split.PieceSize;
import dev.s3copy.worker.copy.Buffers;
import dev.s3copy.worker.copy.CopyMethod;
import dev.s3copy.worker.copy.ETagComparison;
import dev.s3copy.worker.copy.ObjectCopier;
import dev.s3copy.worker.copy.Outage;
import dev.s3copy.worker.copy.Retrier;
import dev.s3copy.worker.copy.RetryingListing;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.pipeline.CopyPlan;
import dev.s3copy.worker.pipeline.Dispatcher;
import dev.s3copy.worker.pipeline.Durability;
import dev.s3copy.worker.pipeline.LiveTotals;
import dev.s3copy.worker.pipeline.ShardContext;
import dev.s3copy.worker.pipeline.ShardRunners;
import dev.s3copy.worker.pipeline.StopSignal;
import dev.s3copy.worker.s3.Capability;
import dev.s3copy.worker.s3.S3Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Both ends of a copy, opened and checked, and the pipeline between them. Knows neither where its
/// shards live nor who reads its result.
final class Engine implements AutoCloseable {
  /// How long a store may be away before a run gives up.
  private static final Duration OUTAGE_PATIENCE = Duration.ofMinutes(5);

  /// How long a store may be silent while it is opened: whoever waits for a run to start wants to
  /// know of a wrong endpoint soon.
  private static final Duration OPENING_PATIENCE = Duration.ofSeconds(5);

  private static final int LEAST_CONCURRENCY = 2;
  private static final double UNLIMITED = 0;

  private final S3CopySpec spec;
  private final Sizing sizing;
  private final StopSignal stop;
  private final RateLimit rate = RateLimit.none();
  private final RateLimit sending = RateLimit.none();
  private final AdaptiveGate gate;
  private final Retrier retrier;
  private final Sides sides;
  private final Buffers buffers;
  private final Side source;
  private final Side destination;
  private final @Nullable Side report;
  private final Route route;

  /// Opens both sides and checks them.
  ///
  /// @throws StoreException when the copy cannot start: what, where, why, and what to do
  Engine(S3CopySpec spec, References references, Sizing sizing, StopSignal stop) {
    this.spec = spec;
    this.sizing = sizing;
    this.stop = stop;
    this.gate = new AdaptiveGate(controller(sizing), rate, sending, System::nanoTime);
    RetryRules rules =
        new RetryRules(
            Objects.requireNonNull(spec.failurePolicy().objectRetries()),
            RandomGenerator.getDefault());
    Outage closed = new Outage(System::nanoTime, OPENING_PATIENCE, () -> false);
    this.buffers = new Buffers(sizing.bodyBytes());
    this.sides =
        new Sides(
            references,
            gate,
            new Retrier(rules, closed, stop::raised),
            sizing,
            Selections.tags(spec.preserve()));
    Outage outage = new Outage(System::nanoTime, OUTAGE_PATIENCE, sides::allAnswer);
    this.retrier = new Retrier(rules, outage, stop::raised);
    try {
      setLimits(spec.limits(), 1);
      Sides.All all = sides.openAll(spec);
      this.source = all.source();
      this.destination = all.destination();
      this.report = all.report();
      this.route = Route.of(spec, source, destination);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static ConcurrencyController controller(Sizing sizing) {
    int most = sizing.slots();
    return sizing.fixed()
        ? new ConcurrencyController(most, most, most, System.nanoTime())
        : new ConcurrencyController(LEAST_CONCURRENCY, most, sizing.first(), System.nanoTime());
  }

  /// Takes effect at once.
  ///
  /// @param limits of the whole copy
  /// @param sharers workers they are divided among
  void setLimits(Limits limits, int sharers) {
    Integer requests = limits.requestsPerSecond();
    ByteSize bytes = limits.bytesPerSecond();
    double bytesPerSecond = bytes == null ? UNLIMITED : (double) bytes.bytes() / sharers;
    rate.setRates(requests == null ? UNLIMITED : (double) requests / sharers, bytesPerSecond);
    sending.setRates(UNLIMITED, bytesPerSecond);
  }

  /// The source's keys that the copy is about; its shards cover exactly this.
  KeyRange range() {
    Selection selection = Selections.selection(spec.select());
    KeyRange narrowed = selection.narrowed(source.prefix());
    return narrowed == null ? KeyRange.ALL : narrowed;
  }

  /// What a run would do, from a few probes.
  RunPlan plan() {
    return Planning.plan(spec, route, source, destination, range(), method().largest());
  }

  /// Works on the store's shards until all are done, or until it is to stop.
  ///
  /// @param shardsWanted pieces that a new root is cut into
  void run(ShardStore store, Durability durability, LiveTotals totals, int shardsWanted)
      throws InterruptedException {
    if (spec.mode() == Mode.CHECK) throw new IllegalStateException("a check copies nothing");
    CopyMethod method = method();
    CopyPlan plan = copyPlan(method, shardsWanted);
    Integer most = spec.failurePolicy().maxFailedObjects();
    try (Dispatcher dispatcher =
        new Dispatcher(
            new ObjectCopier(method, retrier, buffers),
            gate,
            new Dispatcher.Size(sizing.slots(), sizing.eventLoops()),
            totals,
            stop,
            most == null ? Long.MAX_VALUE : most)) {
      ShardContext context =
          new ShardContext(plan, store, durability, totals, stop, System::nanoTime);
      new ShardRunners(context, dispatcher, sizing.listers()).run();
    }
  }

  private CopyMethod method() {
    return route.method(route.rules(spec), source, destination, buffers, retrier);
  }

  private CopyPlan copyPlan(CopyMethod method, int shardsWanted) {
    Listing there =
        route.listsDestination() ? new RetryingListing(destination.listing(), retrier) : null;
    return new CopyPlan(
        new RetryingListing(source.listing(), retrier),
        source.prefix(),
        there,
        destination.prefix(),
        new KeyFilter(Selections.selection(spec.select())),
        route.rules(spec),
        new ETagComparison(bucket(source), bucket(destination), retrier)::isOpaque,
        method::misfit,
        spec.dryRun(),
        shardsWanted,
        route == Route.RESTORE ? PieceSize.FILES : PieceSize.OBJECTS);
  }

  private static @Nullable S3Bucket bucket(Side side) {
    return side instanceof Side.Bucket opened ? opened.bucket() : null;
  }

  /// Makes files that were renamed into place survive a power cut.
  Runnable syncFiles() {
    if (destination instanceof Side.Files files && route == Route.RESTORE) {
      Volume volume = files.volume();
      return volume::syncDirectories;
    }
    return () -> {};
  }

  /// Writes objects of the run itself beside what is copied.
  Artifacts artifacts() {
    return new Artifacts(destination, buffers, retrier);
  }

  /// Writes objects where `spec.report` says; null where it says nothing.
  @Nullable Artifacts reportArtifacts() {
    Side where = report;
    return where == null ? null : new Artifacts(where, buffers, retrier);
  }

  /// Promises that could not be kept so far; complete once the run has ended.
  List<Limitation> limitations() {
    List<Limitation> all = new ArrayList<>(source.limitations("source"));
    all.addAll(destination.limitations("destination"));
    if (report != null) all.addAll(report.limitations("report"));
    return all.stream().limit(Limitation.MOST).toList();
  }

  /// What the servers turned out not to know so far, whether that has an effect or not.
  Set<Capability> missing() {
    return Stream.of(source, destination)
        .map(Engine::bucket)
        .filter(Objects::nonNull)
        .flatMap(bucket -> bucket.dialect().missing().keySet().stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Capability.class)));
  }

  /// How many requests may run at once at present.
  int concurrency() {
    return gate.limit();
  }

  @Override
  public void close() {
    sides.close();
    buffers.close();
  }
}
