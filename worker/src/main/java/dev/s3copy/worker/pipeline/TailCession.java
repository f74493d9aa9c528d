// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static java.util.Objects.requireNonNull;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.core.split.PieceSize;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Gives away the unlisted tail of a shard when others are idle.
///
/// It takes two steps: a search for places to cut, beside the listing, and the cession itself, at
/// the cuts that the listing has not reached by then. A new root is cut without being asked.
///
/// Only the thread that lists calls it, except [#openKeys], which any thread may call.
final class TailCession implements AutoCloseable {
  /// A search for cuts costs 44 pages. A shard that ends sooner than this keeps its tail.
  private static final long CEDE_MILLIS = 10_000;

  /// A shard with more keys than this left gives some away, however fast it lists them: copying
  /// them takes longer than listing them.
  private static final long MOST_TO_KEEP = 50_000;

  /// From the end of one search to the next: a shard that had nothing to give away will not have
  /// anything soon.
  private static final long SEARCH_PAUSE_NANOS = 10_000_000_000L;

  private static final String ROOT = "0";

  private final CopyPlan plan;
  private final ShardStore store;
  private final Shard.Lease lease;
  private final CutSearch.Starter searches;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final long settledBefore;
  private final AtomicLong listed = new AtomicLong();

  /// Keys from where this run began to the end of the shard, listed ones included; -1 unknown.
  private volatile long estimate;

  private Shard shard;
  private long bytesListed;
  private long nextSearch;
  private @Nullable CutSearch search;
  private long listedBeforeSearch;

  TailCession(
      Shard shard,
      CopyPlan plan,
      ShardStore store,
      CutSearch.Starter searches,
      LongSupplier nanoTime) {
    this.shard = shard;
    this.lease = shard.lease();
    this.plan = plan;
    this.store = store;
    this.searches = searches;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.nextSearch = startNanos;
    this.settledBefore = shard.report().totals().listed();
    this.estimate = shard.report().remaining();
  }

  /// What the shard has beyond one of its keys; null where that is nothing.
  @Nullable KeyRange rangeBeyond(Key last) {
    if (last.isEmpty()) return shard.range();
    Key until = shard.range().until();
    boolean ended = until != null && last.compareTo(until) >= 0;
    return ended ? null : shard.range().startingAfter(last);
  }

  /// Begins to look for cuts where nobody has listed or cut anything yet.
  void searchNewRoot() {
    if (isNewRoot()) begin(searches.searchRoot(shard.range()));
  }

  private boolean isNewRoot() {
    return shard.id().equals(ROOT) && shard.ceded() == 0 && shard.report().checkpoint().isEmpty();
  }

  /// Counts entries that were listed since the call before.
  void countListed(int keys, long bytes) {
    bytesListed += bytes;
    listed.addAndGet(keys);
  }

  /// From now on the estimate is exact.
  void listedToEnd() {
    estimate = listed.get();
  }

  /// Begins to look for cuts if others want a part of the tail and the tail is worth it.
  ///
  /// @param wanted ranges that others ask for; 0 for none
  /// @param last the last key listed
  void searchIfAsked(int wanted, Key last) {
    if (search != null || nanoTime.getAsLong() - nextSearch < 0) return;
    long left = remaining();
    // An estimate that is used up was wrong and says nothing: then a search is worth its price.
    boolean little = left > 0 && left < leastToCede();
    if (wanted == 0 || little) return;
    KeyRange rest = rangeBeyond(last);
    if (rest != null) begin(searches.searchRest(rest, wanted + 1));
  }

  private void begin(CutSearch begun) {
    search = begun;
    listedBeforeSearch = listed.get();
  }

  /// Whether a search has ended, and [#cede] is to be called. Cheap enough to ask for every key.
  boolean hasFoundCuts() {
    return search != null && search.isDone();
  }

  /// Ends the search that [#hasFoundCuts], and gives away what lies beyond the first cut that the
  /// listing has not reached.
  ///
  /// @param last the last key listed
  /// @return where the shard ends from now on; null where nothing was given away
  @Nullable Key cede(Key last) throws InterruptedException, LeaseLostException {
    CutSearch ended = search;
    if (ended == null) return null;
    search = null;
    nextSearch = nanoTime.getAsLong() + SEARCH_PAUSE_NANOS;
    CutSearch.Cuts found = ended.cuts();
    if (found.estimatedKeys() < 0) return null;
    estimate = listedBeforeSearch + found.estimatedKeys();
    List<Key> cuts = found.beyond(last);
    boolean little = !isNewRoot() && remaining() < leastToCede();
    if (cuts.isEmpty() || little) return null;
    shard = store.cede(lease, cuts, found.keysEach());
    estimate = listed.get() + found.keysEach();
    return requireNonNull(shard.range().until(), "ceded without an end");
  }

  /// A tail with fewer keys stays: the shard lists it before others could begin.
  private long leastToCede() {
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos));
    double averageBytes = (double) bytesListed / Math.max(1, listed.get());
    long worth = PieceSize.of(averageBytes, plan.keysPerShard()).keys();
    long most = plan.dryRun() ? Long.MAX_VALUE : MOST_TO_KEEP;
    return Math.clamp(listed.get() * CEDE_MILLIS / millis, worth, most);
  }

  /// Keys that given totals do not count yet: those listed but unsettled, and those that the
  /// estimate leaves to be listed; -1 unknown.
  ///
  /// @param settled totals of the shard, earlier runs included
  long openKeys(Totals settled) {
    long unlisted = remaining();
    long unsettled = settledBefore + listed.get() - settled.listed();
    return unlisted < 0 ? -1 : unlisted + Math.max(0, unsettled);
  }

  private long remaining() {
    return estimate < 0 ? -1 : Math.max(0, estimate - listed.get());
  }

  /// Gives up a search that is under way.
  @Override
  public void close() {
    if (search != null) search.cancel();
  }
}
