// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static java.util.Objects.requireNonNull;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.listing.EntryCursor;
import dev.s3copy.core.listing.MergeJoin;
import dev.s3copy.core.rule.CopyAction;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.core.split.PieceSize;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Works through one claimed shard: lists it, joins it with the destination, decides each key,
/// hands on what is to be copied, and gives away its tail when others are idle.
final class ShardRunner {
  /// Keys of one shard that may wait behind an unsettled one (a huge object, say).
  private static final int MOST_UNSETTLED = 8192;

  /// Keys that are listed in this time are not given away.
  private static final long CEDE_MILLIS = 10_000;

  /// More keys than this are given away however fast they are listed, if they are to be copied.
  private static final long MOST_TO_KEEP = 50_000;

  /// Between two searches for cuts: where nothing can be given away, nothing will soon.
  private static final long PROBE_PAUSE_NANOS = 10_000_000_000L;

  private static final String ROOT = "0";
  private static final long POLL_MILLIS = 100;

  private final CopyPlan plan;
  private final Dispatcher dispatcher;
  private final ShardStore store;
  private final LongSupplier nanoTime;
  private final LiveTotals totals;
  private final PassedRun run;
  private final StopSignal stop;
  private final Fence fence;
  private final CheckpointTracker tracker;
  private final ShardJournal journal;
  private final Checkpointer checkpointer;
  private final Shard.Lease lease;
  private final Runnable listingEnded;
  private Shard shard;
  private final Totals before;
  private volatile long estimate;
  private long nextProbe;
  private final AtomicLong listed = new AtomicLong();
  private long bytesListed;
  private final long startNanos;
  private @Nullable CutSearch search;
  private long listedBeforeSearch;

  /// @param listingEnded called once, when this shard is listed to its end or given up
  ShardRunner(
      Shard shard, ShardContext context, Dispatcher dispatcher, Runnable listingEnded) {
    this.shard = shard;
    this.listingEnded = listingEnded;
    this.lease = shard.lease();
    this.plan = context.plan();
    this.dispatcher = dispatcher;
    this.nanoTime = context.nanoTime();
    this.nextProbe = nanoTime.getAsLong();
    this.startNanos = nextProbe;
    this.store = context.store();
    this.totals = context.totals();
    this.run = new PassedRun(totals);
    this.stop = context.stop();
    this.before = shard.report().totals();
    this.estimate = shard.report().remaining();
    this.fence = new Fence(nanoTime, stop);
    this.journal =
        new ShardJournal(
            shard.report().samples(), context.durability().pace().segmentBytes(), nanoTime);
    this.tracker = new CheckpointTracker(MOST_UNSETTLED, shard.report(), journal, fence::closed);
    this.checkpointer = new Checkpointer(shard, context, tracker, journal, fence, this::open);
  }

  /// Lists the shard to its (effective) end and waits until all of it is settled.
  ///
  /// @return true when done; false when the run stops before, or the shard was taken away
  boolean list() throws InterruptedException, LeaseLostException {
    try {
      if (isNewRoot()) search(CutSearch.root(plan, shard.range()));
      if (!listRange()) return false;
    } finally {
      if (search != null) search.giveUp();
      listingEnded.run();
    }
    while (!fence.closed()) {
      if (tracker.awaitSettled(POLL_MILLIS)) return true;
    }
    return false;
  }

  private boolean isNewRoot() {
    return shard.id().equals(ROOT) && shard.ceded() == 0 && shard.report().checkpoint().isEmpty();
  }

  /// @return false when it is to stop before the end
  private boolean listRange() throws InterruptedException, LeaseLostException {
    KeyRange range = rest(shard.report().checkpoint());
    if (range == null) return true;
    try (MergeJoin join = join(range)) {
      int unlooked = 0;
      while (join.advance()) {
        if (unlooked == 0 && !fence.pass()) return false;
        if (!take(join)) return false;
        if (search != null && search.done()) cede(search, join.source());
        bytesListed += join.source().size();
        if (++unlooked < CopyPlan.KEYS_PER_BATCH) continue;
        settleRun(join.source(), unlooked);
        unlooked = 0;
        lookAround(join.source());
      }
      if (unlooked > 0) settleRun(join.source(), unlooked);
    }
    estimate = listed.get();
    return true;
  }

  /// What lies beyond a key of the shard; null where nothing does.
  private @Nullable KeyRange rest(Key last) {
    if (last.isEmpty()) return shard.range();
    Key until = shard.range().until();
    boolean ended = until != null && last.compareTo(until) >= 0;
    return ended ? null : shard.range().startingAfter(last);
  }

  private MergeJoin join(KeyRange range) {
    return new MergeJoin(
        new EntryCursor(plan.source(), range),
        plan.sourcePrefix().length(),
        new EntryCursor(plan.listedDestination(), plan.destinationRange(range)),
        plan.destinationPrefix().length());
  }

  /// @return false when it is to stop before this entry
  private boolean take(MergeJoin join) throws InterruptedException {
    EntryCursor source = join.source();
    if (!plan.filter().selects(source, plan.sourcePrefix().length())) {
      run.excluded(source.size());
      return true;
    }
    switch (plan.rules().decide(source, join.destination())) {
      case CopyAction.Copy _ when plan.dryRun() -> run.copied(source.size());
      case CopyAction.Copy _ -> {
        return copy(source.entry());
      }
      case CopyAction.Skip _ -> run.skipped(source.size());
      case CopyAction.Fail fail -> fail(source.entry(), fail.failure());
    }
    return true;
  }

  private boolean copy(Entry source) throws InterruptedException {
    if (!fence.pass()) return false;
    Totals passed = run.take();
    totals.listed(source);
    CheckpointTracker.Ticket ticket = tracker.open(source, passed);
    dispatcher.submit(new Work(ticket, plan.destinationKey(source.key()), fence));
    return true;
  }

  private void fail(Entry source, Failure failure) throws InterruptedException {
    Outcome outcome = new Outcome.Failed(failure, 1);
    Totals passed = run.take();
    totals.listed(source);
    totals.settled(outcome);
    tracker.pass(source, outcome, passed);
  }

  /// @param last the last of the `count` entries listed since the call before
  private void settleRun(EntryCursor last, int count) throws InterruptedException {
    listed.addAndGet(count);
    Totals passed = run.take();
    if (passed.listed() > 0) tracker.pass(last.key(), passed);
  }

  /// Between pages: waits while the journal is behind, and gives away the tail if asked to.
  private void lookAround(EntryCursor last) throws InterruptedException, LeaseLostException {
    while (tracker.read((_, _) -> journal.full()) && !fence.closed()) Thread.sleep(10);
    int wanted = checkpointer.takeCedeRequest();
    if (search != null || nanoTime.getAsLong() < nextProbe) return;
    long left = remaining();
    // An estimate that is used up says nothing: then it is worth looking.
    boolean little = left > 0 && left < leastToCede();
    if (wanted == 0 || little) return;
    KeyRange rest = rest(last.key());
    if (rest != null) search(CutSearch.rest(plan, rest, wanted + 1));
  }

  private void search(CutSearch begun) {
    search = begun;
    listedBeforeSearch = listed.get();
  }

  /// Finding where to cut costs 44 pages: what is listed in less time is not given away.
  private long leastToCede() {
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos));
    long worth =
        PieceSize.of((double) bytesListed / Math.max(1, listed.get()), plan.keysPerShard()).keys();
    long most = plan.dryRun() ? Long.MAX_VALUE : MOST_TO_KEEP;
    return Math.clamp(listed.get() * CEDE_MILLIS / millis, worth, most);
  }

  /// Gives away what the search found beyond the last key listed.
  private void cede(CutSearch over, EntryCursor last)
      throws InterruptedException, LeaseLostException {
    search = null;
    nextProbe = nanoTime.getAsLong() + PROBE_PAUSE_NANOS;
    CutSearch.Cuts found = over.found();
    if (found.estimatedKeys() < 0) return;
    estimate = listedBeforeSearch + found.estimatedKeys();
    List<Key> cuts = found.beyond(last.key());
    boolean little = !isNewRoot() && remaining() < leastToCede();
    if (cuts.isEmpty() || little) return;
    shard = store.cede(lease, cuts, found.keysEach());
    estimate = listed.get() + found.keysEach();
    last.endAt(requireNonNull(shard.range().until(), "ceded without an end"));
  }

  /// Keys that the totals do not count yet: listed and unsettled ones, and what the estimate
  /// leaves.
  private long open(Totals settled) {
    long unlisted = remaining();
    long unsettled = before.listed() + listed.get() - settled.listed();
    return unlisted < 0 ? -1 : unlisted + Math.max(0, unsettled);
  }

  private long remaining() {
    return estimate < 0 ? -1 : Math.max(0, estimate - listed.get());
  }

  /// Heartbeats until [#endBeat].
  void beat() throws InterruptedException, LeaseLostException {
    checkpointer.beat();
  }

  void endBeat() {
    checkpointer.end();
  }

  void finish() throws InterruptedException, LeaseLostException {
    store.finish(lease, checkpointer.finalReport());
  }

  boolean lost() {
    return fence.lost();
  }

  /// Saves how far the shard came, for the next claim.
  void release(@Nullable Failure why) throws InterruptedException, LeaseLostException {
    ShardReport report = checkpointer.finalReport();
    store.release(lease, report, why);
  }
}
