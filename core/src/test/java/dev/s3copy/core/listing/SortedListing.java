// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.key.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A listing over keys in memory that counts the pages asked for.
public final class SortedListing implements Listing {
  private final Key[] keys;
  private final AtomicInteger pages = new AtomicInteger();

  public SortedListing(Collection<Key> keys) {
    this.keys = keys.stream().sorted().distinct().toArray(Key[]::new);
  }

  public static SortedListing of(String... keys) {
    return new SortedListing(Arrays.stream(keys).map(Key::of).toList());
  }

  @Override
  public Page page(Key after, int max) {
    pages.incrementAndGet();
    int from = countUpTo(after);
    List<Entry> page = new ArrayList<>();
    for (int i = from; i < keys.length && page.size() < max; i++) {
      page.add(Entry.object(keys[i], i, "etag", 0));
    }
    return Page.of(page);
  }

  /// How many keys there are up to and including `key`.
  public int countUpTo(Key key) {
    int found = Arrays.binarySearch(keys, key);
    return found < 0 ? -found - 1 : found + 1;
  }

  public List<Key> keys() {
    return List.of(keys);
  }

  public int pages() {
    return pages.get();
  }
}
