// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard.Lease;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Moves one shard's checkpoint: takes what is settled, makes it durable, then tells the shard
/// store.
final class Checkpointer {
  private static final long TICK_MILLIS = 50;

  private final Lease lease;
  private final ShardStore store;
  private final Durability durability;
  private final CheckpointTracker tracker;
  private final ShardJournal journal;
  private final FailureLog log;
  private final LongSupplier remaining;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger cedeWanted = new AtomicInteger();
  private ShardReport last;

  /// @param remaining the shard's own estimate of keys not yet listed; -1 unknown
  Checkpointer(
      Lease lease,
      ShardStore store,
      Durability durability,
      CheckpointTracker tracker,
      ShardJournal journal,
      ShardReport last,
      LongSupplier remaining) {
    this.lease = lease;
    this.store = store;
    this.durability = durability;
    this.tracker = tracker;
    this.journal = journal;
    this.log = FailureLog.open(durability.stateFolder(), lease.shardId(), last.failureLogBytes());
    this.last = last;
    this.remaining = remaining;
  }

  /// Ranges that others asked for since the last call; 0 for none.
  int takeCedeRequest() {
    return cedeWanted.getAndSet(0);
  }

  /// Heartbeats until [#end]. Never interrupt it: a checkpoint half written to a file is an error,
  /// and
  /// the run would take it for a full disk.
  void beat() throws InterruptedException, LeaseLostException {
    long next = System.nanoTime() + durability.heartbeat().toNanos();
    while (!ended.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      boolean due = System.nanoTime() >= next;
      if (!due && !tracker.read((_, _) -> journal.segmentFull())) continue;
      cedeWanted.addAndGet(store.heartbeat(lease, advance(false)));
      next = System.nanoTime() + durability.heartbeat().toNanos();
    }
  }

  /// No heartbeat begins any more; one under way comes to its end.
  void end() {
    ended.countDown();
  }

  /// The last report before the shard is finished or released.
  ShardReport finalReport() throws InterruptedException {
    return advance(true);
  }

  private ShardReport advance(boolean all) throws InterruptedException {
    ShardJournal.Cut cut =
        tracker.read(
            (key, totals) ->
                !all && journal.worthWaiting() ? ShardJournal.Cut.NONE : journal.cut(key, totals));
    if (cut != ShardJournal.Cut.NONE) {
      last = durability.write(lease.shardId(), cut, log, last, remaining.getAsLong());
    }
    return last;
  }
}
