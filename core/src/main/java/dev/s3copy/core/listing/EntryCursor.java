// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Entry.Kind;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Goes through the entries of one key range, reading a page ahead on a virtual thread. It stands
/// on one entry at a time and shows it without making objects. At the end it stays on the last one.
///
/// Nothing is listed before the first call. One consumer at a time. A listing that goes backwards,
/// repeats a key or answers with keys before its start fails with LISTING_INCONSISTENT: trusting it
/// could lose keys.
public final class EntryCursor implements Listed, AutoCloseable {
  /// The most keys an S3 LIST answers with.
  public static final int PAGE_SIZE = 1000;

  private final Listing listing;
  private final int pageSize;

  private KeyRange range;
  private @Nullable FutureTask<Page> ahead;
  private Page page = Page.EMPTY;
  private int row = -1;
  private boolean started;
  private boolean ended;

  public EntryCursor(Listing listing, KeyRange range) {
    this(listing, range, PAGE_SIZE);
  }

  public EntryCursor(Listing listing, KeyRange range, int pageSize) {
    this.listing = listing;
    this.range = range;
    this.pageSize = pageSize;
  }

  /// Moves to the next entry; false at the end of the range.
  public boolean advance() throws InterruptedException {
    if (row + 1 < page.size()) {
      row++;
      return true;
    }
    if (!ended) ended = !turnPage();
    return !ended;
  }

  /// Moves to the first entry whose key, without `prefix` bytes, is not less than that of `other`
  /// without `otherPrefix` bytes; does not move if the present one is such already. After a whole
  /// page without such a key it jumps ahead instead of reading on.
  ///
  /// @return whether the two are equal
  boolean advanceTo(EntryCursor other, int otherPrefix, int prefix) throws InterruptedException {
    if (!started && !advance()) return false;
    while (!ended) {
      boolean wholePage = row == 0;
      for (; row < page.size(); row++) {
        int order = page.compareSuffix(row, prefix, other.page, other.row, otherPrefix);
        if (order >= 0) return order == 0;
      }
      row--;
      if (wholePage) jumpBefore(other.key(), otherPrefix, prefix);
      var _ = advance();
    }
    return false;
  }

  /// Lowers the end of the range; it must not be before the entry where the cursor stands.
  public void endAt(Key until) {
    range = range.endingAt(until);
    Page rest = page.within(range);
    if (rest.size() < page.size()) forgetAhead(false);
    page = rest;
  }

  @Override
  public Key key() {
    return page.key(row);
  }

  @Override
  public Kind kind() {
    return page.kind(row);
  }

  @Override
  public long size() {
    return page.bytes(row);
  }

  @Override
  public String etag() {
    return page.etag(row);
  }

  @Override
  public long modifiedMillis() {
    return page.modifiedMillis(row);
  }

  @Override
  public String storageClass() {
    return page.storageClass(row);
  }

  /// The entry where it stands, as an object that may be kept.
  public Entry entry() {
    return page.get(row);
  }

  /// Stops reading ahead; the cursor is at its end from then on.
  @Override
  public void close() {
    forgetAhead(true);
    started = true;
    ended = true;
    page = Page.EMPTY;
  }

  private void forgetAhead(boolean interrupt) {
    if (ahead != null) ahead.cancel(interrupt);
    ahead = null;
  }

  /// False at the end of the range.
  private boolean turnPage() throws InterruptedException {
    if (!started) {
      started = true;
      fetch(range.after());
    }
    if (ahead == null) return false;
    Page arrived = result(ahead);
    ahead = null;
    Page inside = arrived.within(range);
    if (inside.isEmpty()) return false;
    page = inside;
    row = 0;
    Key last = page.key(page.size() - 1);
    if (page.size() == arrived.size() && !last.equals(range.until())) fetch(last);
    return true;
  }

  private void fetch(Key after) {
    FutureTask<Page> task = new FutureTask<>(() -> orderedPage(after));
    ahead = task;
    Thread.ofVirtual().name("list-ahead").start(task);
  }

  private static Page result(FutureTask<Page> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        // A failure is raised again as a new one, so that its trace is the caller's.
        case StoreException store -> throw new StoreException(store.failure(), store);
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("listing failed", e);
      }
    }
  }

  private Page orderedPage(Key after) {
    Page arrived = listing.page(after, pageSize);
    if (arrived.isEmpty()) return arrived;
    if (arrived.compareKey(0, after) <= 0) throw outOfOrder(after, arrived.key(0));
    int bad = arrived.disorder();
    if (bad < arrived.size()) throw outOfOrder(arrived.key(bad - 1), arrived.key(bad));
    return arrived;
  }

  private static StoreException outOfOrder(Key previous, Key key) {
    return new StoreException(
        Failure.of(
            FailureKind.LISTING_INCONSISTENT,
            "List",
            "ListingInconsistent",
            ("The listing gave the key '%s' after '%s', against its order. Keys could be lost, so"
                    + " the run stops. Check that the server lists in UTF-8 byte order.")
                .formatted(key, previous)));
  }

  /// Drops the page that is being read ahead, and lists from just before the key that corresponds
  /// on this side.
  private void jumpBefore(Key key, int keyPrefix, int prefix) {
    if (ahead == null) return;
    Key last = page.key(page.size() - 1);
    Key own = Key.ofBytes(Arrays.copyOf(last.bytes(), prefix));
    Key target = justBefore(own.append(key.without(keyPrefix)), prefix);
    if (target.compareTo(last) <= 0) return;
    forgetAhead(false);
    if (!range.endsBefore(target)) fetch(target);
  }

  /// A key a little below `key`, with few keys or none between. Valid UTF-8 stays valid: only an
  /// ASCII byte is lowered, others are cut off.
  private static Key justBefore(Key key, int prefix) {
    byte[] bytes = key.bytes();
    int n = bytes.length;
    while (n > prefix && bytes[n - 1] <= 0) n--;
    byte[] lower = Arrays.copyOf(bytes, n);
    if (n == bytes.length && n > prefix) lower[n - 1]--;
    return Key.ofBytes(lower);
  }
}
