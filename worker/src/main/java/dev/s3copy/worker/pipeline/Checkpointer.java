// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.Shard.Lease;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.StoreAwayException;
import dev.s3copy.core.shard.Totals;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Moves one shard's checkpoint: takes what is settled, makes it durable, then tells the shard
/// store.
///
/// The next piece is made durable only once the store knows of the last one, so that a crash leaves
/// at most one behind, and the next holder writes just that one again.
final class Checkpointer {
  private static final long TICK_MILLIS = 50;

  /// A heartbeat goes out without news rather than late: a slow disk is no reason to lose the
  /// lease.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Lease lease;
  private final ShardStore store;
  private final Durability durability;
  private final CheckpointTracker tracker;
  private final ShardJournal journal;
  private final Fence fence;
  private final LongSupplier nanoTime;
  private final ToLongFunction<Totals> openKeys;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger cedeWanted = new AtomicInteger();
  private volatile ShardReport last;
  private ShardReport known;

  /// What was taken from the journal and is not known to be written: a failed step must not lose
  /// its lines. One step at a time.
  private ShardJournal.@Nullable Cut unwritten;

  private volatile Advance advance = new Advance();

  /// Whether no further step may begin beside the heartbeats.
  private boolean isFinal;

  /// @param openKeys the shard's own estimate of keys that given totals do not count yet; -1 where
  ///     unknown
  Checkpointer(
      Shard shard,
      ShardContext context,
      CheckpointTracker tracker,
      ShardJournal journal,
      Fence fence,
      ToLongFunction<Totals> openKeys) {
    this.lease = shard.lease();
    this.store = context.store();
    this.durability = context.durability();
    this.tracker = tracker;
    this.journal = journal;
    this.fence = fence;
    this.nanoTime = context.nanoTime();
    this.openKeys = openKeys;
    this.last = shard.report();
    this.known = last;
  }

  /// One step of the checkpoint, beside the heartbeats.
  private final class Advance implements Runnable {
    private final Thread thread = Thread.ofVirtual().name("sync-", 0).unstarted(this);
    private volatile @Nullable Throwable failed;

    @Override
    public void run() {
      try {
        last = writeReport(false);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        failed = e;
      }
    }

    /// Waits until nothing of it runs any more.
    void awaitEnd() throws InterruptedException {
      if (thread.getState() != Thread.State.NEW) thread.join();
    }

    /// @return whether it came to its end in time
    boolean finished(Duration patience) throws InterruptedException {
      if (thread.getState() != Thread.State.NEW && !thread.join(patience)) return false;
      return switch (failed) {
        case null -> true;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      };
    }
  }

  /// Ranges that others asked for since the last call; 0 for none.
  int takeCedeRequest() {
    return cedeWanted.getAndSet(0);
  }

  /// Sends heartbeats until [#endHeartbeats]. Never interrupt it: a checkpoint half written to a
  /// file is an error, and the run would take it for a full disk.
  void sendHeartbeats() throws InterruptedException, LeaseLostException {
    long gap = durability.pace().heartbeat().toNanos();
    long next = nanoTime.getAsLong() + gap;
    while (!ended.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (nanoTime.getAsLong() - next < 0 && !isEarlyOneDue()) continue;
      if (advance.finished(Duration.ZERO) && last.equals(known)) startStep();
      var _ = advance.finished(PATIENCE);
      renewLease();
      next = nanoTime.getAsLong() + gap;
    }
    while (!advance.finished(PATIENCE)) {}
  }

  private synchronized void startStep() {
    if (isFinal) return;
    advance = new Advance();
    advance.thread.start();
  }

  private synchronized Advance lastStep() {
    isFinal = true;
    return advance;
  }

  private boolean isEarlyOneDue() {
    return durability.pace().early() && tracker.read((_, _) -> journal.isSegmentFull());
  }

  private void renewLease() throws LeaseLostException {
    ShardReport report = last;
    long asked = nanoTime.getAsLong();
    try {
      cedeWanted.accumulateAndGet(store.heartbeat(lease, report), Math::max);
      fence.renewed(asked);
      known = report;
    } catch (StoreAwayException e) {
      // Not known whose the shard is: the fence closes by itself if this goes on.
    } catch (LeaseLostException e) {
      fence.lose();
      throw e;
    }
  }

  /// No heartbeat begins any more; one under way comes to its end.
  void endHeartbeats() {
    ended.countDown();
  }

  /// The last report before the shard is finished or released. Heartbeats may go on meanwhile.
  ShardReport finalReport() throws InterruptedException {
    lastStep().awaitEnd();
    if (unwritten != null) last = writeReport(true);
    return writeReport(true);
  }

  /// As [#finalReport]; where it cannot be written, the one before it, so that the next holder
  /// writes again what is missing.
  ShardReport lastReport() throws InterruptedException {
    try {
      return finalReport();
    } catch (StoreException e) {
      return last;
    }
  }

  /// Makes what is settled durable.
  ///
  /// @param all also what would make only a small segment
  /// @return the report that covers it
  private ShardReport writeReport(boolean all) throws InterruptedException {
    ShardJournal.Cut cut = unwritten != null ? unwritten : takeCut(all);
    if (cut == ShardJournal.Cut.NONE) return last;
    unwritten = cut;
    ShardReport report =
        durability.writeCut(lease.shardId(), cut, last, openKeys.applyAsLong(cut.totals()));
    unwritten = null;
    return report;
  }

  private ShardJournal.Cut takeCut(boolean all) {
    return tracker.read(
        (key, totals) ->
            !all && journal.isWorthWaiting()
                ? ShardJournal.Cut.NONE
                : journal.takeCut(key, totals));
  }
}
