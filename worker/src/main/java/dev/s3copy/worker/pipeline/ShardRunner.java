// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
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
import org.jspecify.annotations.Nullable;

/// Works through one claimed shard: lists it, joins it with the destination, decides for each key,
/// and hands on what is to be copied.
final class ShardRunner {
  /// Keys of one shard that may wait behind an unsettled one (a huge object, say).
  private static final int MOST_UNSETTLED = 8192;

  private static final long SETTLED_POLL_MILLIS = 100;
  private static final long JOURNAL_POLL_MILLIS = 10;

  private final CopyPlan plan;
  private final Dispatcher dispatcher;
  private final ShardStore store;
  private final LiveTotals totals;
  private final PassedEntries passed;
  private final Fence fence;
  private final CheckpointTracker tracker;
  private final ShardJournal journal;
  private final Checkpointer checkpointer;
  private final TailCession tail;
  private final @Nullable PendingConfirmation confirmation;
  private final Shard.Lease lease;
  private final Key start;
  private final Runnable listingEnded;
  private boolean isFirst = true;

  /// @param listingEnded called once, when this shard is listed to its end or given up
  ShardRunner(Shard shard, ShardContext context, Dispatcher dispatcher, Runnable listingEnded) {
    this.lease = shard.lease();
    this.start = shard.report().checkpoint();
    this.dispatcher = dispatcher;
    this.listingEnded = listingEnded;
    this.plan = context.plan();
    this.store = context.store();
    this.totals = context.totals();
    this.passed = new PassedEntries(totals);
    this.tail =
        new TailCession(shard, plan, store, new CutSearch.ByProbes(plan), context.nanoTime());
    this.fence = new Fence(context.nanoTime(), context.stop());
    this.journal =
        new ShardJournal(
            shard.report().samples(),
            context.durability().pace().segmentBytes(),
            context.nanoTime());
    this.confirmation = dispatcher.confirmation(context.nanoTime());
    this.tracker = new CheckpointTracker(MOST_UNSETTLED, shard.report(), journal, fence::closed);
    this.checkpointer = new Checkpointer(shard, context, tracker, journal, fence, tail::openKeys);
  }

  /// Lists the shard to its (effective) end and waits until all of it is settled.
  ///
  /// @return true when done; false when the run stops before, or the shard was taken away
  boolean listAndSettle() throws InterruptedException, LeaseLostException {
    try (tail) {
      tail.searchNewRoot();
      if (!listRange()) return false;
    } finally {
      listingEnded.run();
    }
    if (confirmation != null) confirmation.listingEnded();
    while (!fence.closed()) {
      if (tracker.awaitSettled(SETTLED_POLL_MILLIS)) return true;
      if (confirmation != null) confirmation.startIfDue();
    }
    return false;
  }

  /// @return false when it is to stop before the end
  private boolean listRange() throws InterruptedException, LeaseLostException {
    KeyRange range = tail.rangeBeyond(start);
    if (range == null) return true;
    try (MergeJoin join = join(range)) {
      EntryCursor source = join.source();
      int batch = 0;
      long bytes = 0;
      while (join.advance()) {
        if (batch == 0 && !fence.pass()) return false;
        if (!decide(source, join.destination())) return false;
        if (tail.hasFoundCuts()) cedeTail(source);
        bytes += source.size();
        if (++batch < CopyPlan.KEYS_PER_BATCH) continue;
        endBatch(source, batch, bytes);
        batch = 0;
        bytes = 0;
        awaitJournal();
        tail.searchIfAsked(checkpointer.takeCedeRequest(), source.key());
      }
      if (batch > 0) endBatch(source, batch, bytes);
    }
    tail.listedToEnd();
    return true;
  }

  private MergeJoin join(KeyRange range) {
    return new MergeJoin(
        new EntryCursor(plan.source(), range),
        plan.sourcePrefix().length(),
        new EntryCursor(plan.listedDestination(), plan.destinationRange(range)),
        plan.destinationPrefix().length());
  }

  /// Decides what to do with one entry, and does or begins it.
  ///
  /// @return false when it is to stop before this entry
  private boolean decide(EntryCursor source, @Nullable EntryCursor destination)
      throws InterruptedException {
    if (!plan.filter().selects(source, plan.sourcePrefix().length())) {
      passed.countExcluded(source.size());
      return true;
    }
    // Only the first key of a listing can be the prefix itself.
    if (isFirst) {
      isFirst = false;
      if (plan.leavesNoKey(source.key())) {
        settleWithoutKey(source);
        return true;
      }
    }
    CopyAction action = plan.rules().decide(source, destination);
    Failure misfit = action instanceof CopyAction.Copy ? plan.sizes().misfit(source.size()) : null;
    switch (misfit == null ? action : new CopyAction.Fail(misfit)) {
      case CopyAction.Copy copy when copy.onlyByETag() && saysNothing(source, destination) ->
          passed.countSkipped(source.size());
      case CopyAction.Copy _ when plan.dryRun() -> passed.countCopied(source.size());
      case CopyAction.Copy _ -> {
        return submit(source.entry());
      }
      case CopyAction.Skip _ -> passed.countSkipped(source.size());
      case CopyAction.Fail fail -> settleFailed(source.entry(), fail.failure());
    }
    return true;
  }

  private boolean saysNothing(EntryCursor source, @Nullable EntryCursor destination)
      throws InterruptedException {
    return destination != null && plan.etags().areOpaque(source.key(), destination.key());
  }

  /// Many tools make an empty object for a folder, whose key is the folder's prefix: there is
  /// nothing to copy.
  private void settleWithoutKey(EntryCursor source) throws InterruptedException {
    if (source.size() == 0 && CopyPlan.isFolder(source.key())) {
      passed.countSkipped(0);
      return;
    }
    settleFailed(
        source.entry(),
        Failure.of(
            FailureKind.KEY_NOT_REPRESENTABLE,
            "List",
            "NoKeyLeft",
            "is the source's prefix itself, so nothing is left of its key to add to the"
                + " destination's prefix; set destination.s3.prefix to the key that it is to"
                + " have"));
  }

  private boolean submit(Entry source) throws InterruptedException {
    if (!fence.pass()) return false;
    Totals before = passed.takeTotals();
    totals.listed(source);
    CheckpointTracker.Ticket ticket = tracker.open(source, before);
    if (confirmation != null) confirmation.begin();
    dispatcher.submit(new Work(ticket, plan.destinationKey(source.key()), fence, confirmation));
    return true;
  }

  private void settleFailed(Entry source, Failure failure) throws InterruptedException {
    Outcome outcome = new Outcome.Failed(failure, 1);
    Totals before = passed.takeTotals();
    totals.listed(source);
    totals.settled(outcome);
    tracker.pass(source, outcome, before);
  }

  /// @param last the last of the `keys` entries listed since the call before
  private void endBatch(EntryCursor last, int keys, long bytes) throws InterruptedException {
    tail.countListed(keys, bytes);
    Totals before = passed.takeTotals();
    if (before.listed() > 0) tracker.pass(last.key(), before);
  }

  private void awaitJournal() throws InterruptedException {
    while (tracker.read((_, _) -> journal.isFull()) && !fence.closed()) {
      Thread.sleep(JOURNAL_POLL_MILLIS);
    }
  }

  private void cedeTail(EntryCursor last) throws InterruptedException, LeaseLostException {
    Key end = tail.cede(last.key());
    if (end != null) last.endAt(end);
  }

  /// Sends heartbeats until [#endHeartbeats].
  void sendHeartbeats() throws InterruptedException, LeaseLostException {
    checkpointer.sendHeartbeats();
  }

  void endHeartbeats() {
    checkpointer.endHeartbeats();
  }

  /// Makes all durable that is settled. Heartbeats go on meanwhile.
  ShardReport finalReport() throws InterruptedException {
    return checkpointer.finalReport();
  }

  void finishShard(ShardReport last) throws InterruptedException, LeaseLostException {
    store.finish(lease, last);
  }

  boolean hasLostShard() {
    return fence.lost();
  }

  /// Saves how far the shard came, for the next claim.
  void releaseShard(@Nullable Failure why) throws InterruptedException, LeaseLostException {
    if (confirmation != null) confirmation.confirmRest();
    store.release(lease, checkpointer.lastReport(), why);
  }
}
