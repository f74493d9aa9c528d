// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardReport;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Claims shards and runs several at once. It claims one more whenever the dispatcher's queue is
/// less than half full.
///
/// Within a shard, pages are listed one after the other. So only more shards list faster.
public final class ShardRunners {
  private static final long TICK_MILLIS = 20;

  /// Shards held at once, for each one that may be listed at once: the others are listed to their
  /// end and wait for their last objects.
  private static final int MOST_ENDING = 3;

  /// Pieces asked of one shard at a time.
  private static final int MOST_CEDED = 8;

  /// How long objects in flight may take to end once the run is to stop.
  private static final long DRAIN_MILLIS = 10_000;

  private final ShardContext context;
  private final Dispatcher dispatcher;
  private final int most;
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger listing = new AtomicInteger();
  private final ConcurrentLinkedQueue<ShardRunner> stopped = new ConcurrentLinkedQueue<>();

  /// @param most shards listed at once
  public ShardRunners(ShardContext context, Dispatcher dispatcher, int most) {
    this.context = context;
    this.dispatcher = dispatcher;
    this.most = most;
  }

  /// Runs until every shard is done, or the run is stopped; then everything is saved.
  public void run() throws InterruptedException {
    dispatcher.start();
    try {
      while (!context.stop().raised() && claimMore()) Thread.sleep(TICK_MILLIS);
    } catch (StoreException e) {
      context.stop().fail(e.failure());
    }
    while (active.get() > 0) Thread.sleep(TICK_MILLIS);
    dispatcher.drain(DRAIN_MILLIS);
    releaseStopped();
  }

  /// @return false once nothing is left to claim and nothing runs
  private boolean claimMore() {
    int running = active.get();
    int listed = listing.get();
    boolean room = listed < most && running < MOST_ENDING * most;
    if (!room || (listed > 0 && !dispatcher.hungry())) return true;
    return switch (context.store().claim()) {
      case Claim.Claimed(Shard shard) -> {
        start(shard);
        yield true;
      }
      case Claim.AllDone _ -> running > 0;
      case Claim.NoneFree _ -> {
        if (listed == 0 && running > 0) context.totals().listingEnded();
        else if (listed > 0) context.store().askToCede(Math.min(most - listed, MOST_CEDED));
        yield true;
      }
    };
  }

  private void start(Shard shard) {
    active.incrementAndGet();
    listing.incrementAndGet();
    Thread.ofVirtual().name("shard-" + shard.id()).start(() -> runShard(shard));
  }

  private void runShard(Shard shard) {
    try {
      ShardRunner runner = new ShardRunner(shard, context, dispatcher, listing::decrementAndGet);
      Thread beat =
          Thread.ofVirtual().name("beat-" + shard.id()).start(() -> sendHeartbeats(runner));
      ShardReport last = null;
      try {
        boolean settled = runner.listAndSettle();
        // The last files may take a slow disk longer than a lease lasts.
        if (settled && !context.stop().raised()) last = runner.finalReport();
      } finally {
        runner.endHeartbeats();
        beat.join();
        if (last == null && !runner.hasLostShard()) stopped.add(runner);
      }
      if (last != null) finish(runner, last);
    } catch (StoreException e) {
      context.stop().fail(e.failure());
    } catch (LeaseLostException e) {
      // Somebody else has it now; what was in flight here settles without effect on the store.
    } catch (InterruptedException e) {
      context.stop().interrupt();
    } catch (RuntimeException | Error e) {
      context.stop().fail(defect(e));
    } finally {
      active.decrementAndGet();
    }
  }

  private void finish(ShardRunner runner, ShardReport last)
      throws InterruptedException, LeaseLostException {
    try {
      runner.finishShard(last);
    } catch (StoreException e) {
      // Given back with the reason, at the end.
      stopped.add(runner);
      throw e;
    }
  }

  private void sendHeartbeats(ShardRunner runner) {
    try {
      runner.sendHeartbeats();
    } catch (StoreException e) {
      context.stop().fail(e.failure());
    } catch (LeaseLostException e) {
      // The fence is closed: the listing ends by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      context.stop().fail(defect(e));
    }
  }

  private void releaseStopped() throws InterruptedException {
    Failure why =
        context.stop().reason() instanceof StopSignal.Reason.Failed failed
            ? failed.failure()
            : null;
    for (ShardRunner runner : stopped) {
      try {
        runner.releaseShard(why);
      } catch (LeaseLostException e) {
        // Not ours any more: nothing to give back.
      } catch (StoreException e) {
        context.stop().fail(e.failure());
      }
    }
  }

  private static Failure defect(Throwable e) {
    return Failure.of(
        FailureKind.INTERNAL, "Shard", "Internal", "a defect in s3copy, please report it: " + e);
  }
}
