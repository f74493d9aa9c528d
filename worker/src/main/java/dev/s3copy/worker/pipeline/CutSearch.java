// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Page;
import dev.s3copy.core.split.PieceSize;
import dev.s3copy.core.split.ProbeBudget;
import dev.s3copy.core.split.SplitPlan;
import dev.s3copy.core.split.SplitPlanner;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// Looks for places to cut a range. A search takes many round trips, so it has a thread of its own,
/// and the range goes on being listed meanwhile.
///
/// @param future completes when the search ends
record CutSearch(Future<Cuts> future) {

  /// Where to cut, in order.
  ///
  /// @param estimatedKeys in the whole range; -1 where the search did not estimate any
  record Cuts(List<Key> keys, long estimatedKeys) {
    static final Cuts NONE = new Cuts(List.of(), -1);

    /// Estimated keys of each piece, if all cuts are made.
    long keysEach() {
      return estimatedKeys / (keys.size() + 1);
    }

    List<Key> beyond(Key last) {
      return keys.stream().filter(cut -> cut.compareTo(last) > 0).toList();
    }
  }

  /// Begins searches.
  interface Starter {
    /// Searches all that a new root has. It finds [Cuts#NONE] where one shard is enough for that.
    CutSearch searchRoot(KeyRange range);

    /// Searches what is left of a range.
    CutSearch searchRest(KeyRange rest, int pieces);
  }

  /// Searches by listing pages of the source.
  record ByProbes(CopyPlan plan) implements Starter {
    @Override
    public CutSearch searchRoot(KeyRange range) {
      return start(() -> cutsOfRoot(range));
    }

    @Override
    public CutSearch searchRest(KeyRange rest, int pieces) {
      return start(() -> cutsOfRest(rest, pieces));
    }

    private static CutSearch start(Callable<Cuts> work) {
      FutureTask<Cuts> task = new FutureTask<>(work);
      Thread.ofVirtual().name("cuts").start(task);
      return new CutSearch(task);
    }

    private Cuts cutsOfRoot(KeyRange range) {
      Page first = plan.source().page(range.after(), CopyPlan.KEYS_PER_BATCH);
      long bytes = 0;
      for (int row = 0; row < first.size(); row++) bytes += first.bytes(row);
      int wanted = plan.shardsWanted();
      double averageBytes = (double) bytes / Math.max(1, first.size());
      PieceSize size = PieceSize.of(averageBytes, plan.keysPerShard());
      boolean all = first.size() < CopyPlan.KEYS_PER_BATCH;
      if (all && size.pieces(first.size(), wanted) == 1) return Cuts.NONE;
      SplitPlan split = split(range, ProbeBudget.forRoot(wanted), wanted);
      int worth = size.pieces(split.estimatedKeys(), wanted);
      return new Cuts(PieceSize.thin(split.cuts(), worth), split.estimatedKeys());
    }

    private Cuts cutsOfRest(KeyRange rest, int pieces) {
      SplitPlan split = split(rest, ProbeBudget.CEDE, pieces);
      return new Cuts(PieceSize.thin(split.cuts(), pieces), split.estimatedKeys());
    }

    private SplitPlan split(KeyRange range, ProbeBudget budget, int pieces) {
      return new SplitPlanner(budget).plan(plan.source(), range, plan.sourcePrefix(), pieces);
    }
  }

  boolean isDone() {
    return future.isDone();
  }

  /// What was found, once [#isDone].
  ///
  /// @throws StoreException when the source cannot be listed
  Cuts cuts() throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        // A failure is raised again as a new one, so that its trace is the caller's.
        case StoreException store -> throw new StoreException(store.failure(), store);
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("looking for cuts failed", e);
      }
    }
  }

  void cancel() {
    var _ = future.cancel(true);
  }
}
