// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The entries of one key range, one after the other, read a page ahead on a virtual thread.
///
/// Nothing is listed before the first call. One consumer at a time. A listing that goes backwards,
/// repeats a key or answers with keys before its start fails with LISTING_INCONSISTENT: trusting it
/// could lose keys.
public final class EntryCursor implements AutoCloseable {
  /// The most keys an S3 LIST answers with.
  public static final int PAGE_SIZE = 1000;

  private final Listing listing;
  private final KeyRange range;
  private final int pageSize;

  private @Nullable FutureTask<List<Entry>> ahead;
  private List<Entry> page = List.of();
  private int position;
  private boolean started;

  public EntryCursor(Listing listing, KeyRange range) {
    this(listing, range, PAGE_SIZE);
  }

  public EntryCursor(Listing listing, KeyRange range, int pageSize) {
    this.listing = listing;
    this.range = range;
    this.pageSize = pageSize;
  }

  /// The next entry, or null when the range holds no more.
  public @Nullable Entry next() throws InterruptedException {
    Entry entry = peek();
    if (entry != null) position++;
    return entry;
  }

  /// The entry that [#next] would give, left in place.
  public @Nullable Entry peek() throws InterruptedException {
    if (position == page.size() && !turnPage()) return null;
    return page.get(position);
  }

  /// Passes over the entries whose key, without `prefix` bytes, is less than `key` without
  /// `keyPrefix` bytes. After a page in vain it jumps instead of reading on.
  void skipTo(Key key, int keyPrefix, int prefix) throws InterruptedException {
    while (peek() != null) {
      boolean wholePage = position == 0;
      while (position < page.size()) {
        if (page.get(position).key().compareSuffix(prefix, key, keyPrefix) >= 0) return;
        position++;
      }
      if (wholePage) jumpBefore(key, keyPrefix, prefix);
    }
  }

  /// Stops reading ahead; the cursor is at its end from then on.
  @Override
  public void close() {
    if (ahead != null) ahead.cancel(true);
    ahead = null;
    page = List.of();
    position = 0;
    started = true;
  }

  /// False at the end of the range.
  private boolean turnPage() throws InterruptedException {
    if (!started) {
      started = true;
      fetch(range.after());
    }
    if (ahead == null) return false;
    List<Entry> arrived = result(ahead);
    ahead = null;
    page = withinRange(arrived);
    position = 0;
    if (page.isEmpty()) return false;
    Key last = page.getLast().key();
    if (page.size() == arrived.size() && !last.equals(range.until())) fetch(last);
    return true;
  }

  private void fetch(Key after) {
    FutureTask<List<Entry>> task = new FutureTask<>(() -> orderedPage(after));
    ahead = task;
    Thread.ofVirtual().name("list-ahead").start(task);
  }

  private static List<Entry> result(FutureTask<List<Entry>> task) throws InterruptedException {
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

  private List<Entry> orderedPage(Key after) {
    List<Entry> arrived = listing.page(after, pageSize);
    Key previous = after;
    for (Entry entry : arrived) {
      if (entry.key().compareTo(previous) <= 0) throw outOfOrder(previous, entry.key());
      previous = entry.key();
    }
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

  private List<Entry> withinRange(List<Entry> arrived) {
    int inside = arrived.size();
    while (inside > 0 && range.endsBefore(arrived.get(inside - 1).key())) inside--;
    return inside == arrived.size() ? arrived : arrived.subList(0, inside);
  }

  /// Forgets the page on its way and lists from just before the key's counterpart on this side.
  private void jumpBefore(Key key, int keyPrefix, int prefix) {
    if (ahead == null) return;
    Key last = page.getLast().key();
    Key own = Key.ofBytes(Arrays.copyOf(last.bytes(), prefix));
    Key target = justBefore(own.append(key.without(keyPrefix)), prefix);
    if (target.compareTo(last) <= 0) return;
    ahead.cancel(false);
    if (range.endsBefore(target)) ahead = null;
    else fetch(target);
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
