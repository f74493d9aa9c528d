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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Looks for places to cut a range, on a thread of its own: that takes many round trips, in which
/// the range goes on being listed.
final class CutSearch {
  private final FutureTask<Cuts> task;

  /// Where to cut, in order.
  ///
  /// @param estimatedKeys in the whole range
  record Cuts(List<Key> keys, long estimatedKeys) {
    private static final Cuts NONE = new Cuts(List.of(), -1);

    /// Of each piece, all cuts being made.
    long keysEach() {
      return estimatedKeys / (keys.size() + 1);
    }

    List<Key> beyond(Key last) {
      return keys.stream().filter(cut -> cut.compareTo(last) > 0).toList();
    }
  }

  private CutSearch(CopyPlan plan, KeyRange range, boolean root, int pieces) {
    task = new FutureTask<>(() -> root ? ofRoot(plan, range) : ofRest(plan, range, pieces));
    Thread.ofVirtual().name("cuts").start(task);
  }

  /// Of everything there is; nowhere where that is too little.
  static CutSearch root(CopyPlan plan, KeyRange range) {
    return new CutSearch(plan, range, true, plan.shardsWanted());
  }

  /// Of what is left of a range.
  static CutSearch rest(CopyPlan plan, KeyRange rest, int pieces) {
    return new CutSearch(plan, rest, false, pieces);
  }

  private static Cuts ofRoot(CopyPlan plan, KeyRange range) {
    Page first = plan.source().page(range.after(), CopyPlan.KEYS_PER_BATCH);
    long bytes = 0;
    for (int row = 0; row < first.size(); row++) bytes += first.bytes(row);
    int wanted = plan.shardsWanted();
    PieceSize size = PieceSize.of((double) bytes / Math.max(1, first.size()), plan.keysPerShard());
    boolean all = first.size() < CopyPlan.KEYS_PER_BATCH;
    if (all && size.pieces(first.size(), wanted) == 1) return Cuts.NONE;
    SplitPlan split = split(plan, range, ProbeBudget.forRoot(wanted), wanted);
    int worth = size.pieces(split.estimatedKeys(), wanted);
    return new Cuts(PieceSize.thin(split.cuts(), worth), split.estimatedKeys());
  }

  private static Cuts ofRest(CopyPlan plan, KeyRange rest, int pieces) {
    SplitPlan split = split(plan, rest, ProbeBudget.CEDE, pieces);
    return new Cuts(PieceSize.thin(split.cuts(), pieces), split.estimatedKeys());
  }

  private static SplitPlan split(CopyPlan plan, KeyRange range, ProbeBudget budget, int pieces) {
    return new SplitPlanner(budget).plan(plan.source(), range, plan.sourcePrefix(), pieces);
  }

  boolean done() {
    return task.isDone();
  }

  /// What was found, once [#done].
  Cuts found() throws InterruptedException {
    try {
      return task.get();
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

  void giveUp() {
    var _ = task.cancel(true);
  }
}
