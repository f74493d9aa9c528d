// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One page of a bucket, in key order; keys that share a part up to the delimiter are rolled into
/// one entry and skipped without a look at each.
///
/// @param last the key or prefix that the next page starts after
record ListPage(List<Entry> entries, Key last, boolean truncated) {

  /// @param object null for a common prefix
  record Entry(Key key, @Nullable StoredObject object) {}

  /// @param after a key, or a common prefix, all of which is left out
  static ListPage of(Bucket bucket, Key prefix, Key delimiter, Key after, int max) {
    List<Entry> entries = new ArrayList<>();
    if (max == 0) return new ListPage(entries, Key.EMPTY, false);
    Map.Entry<Key, StoredObject> next = first(bucket, prefix, delimiter, after);
    while (next != null && next.getKey().startsWith(prefix)) {
      if (entries.size() == max) return new ListPage(entries, entries.getLast().key(), true);
      Key key = next.getKey();
      Key common = commonPrefix(key, prefix.length(), delimiter);
      if (common == null) {
        if (bucket.lists(key)) entries.add(new Entry(key, next.getValue()));
        next = bucket.objects().higherEntry(key);
      } else {
        entries.add(new Entry(common, null));
        next = afterAll(bucket, common);
      }
    }
    return new ListPage(entries, entries.isEmpty() ? Key.EMPTY : entries.getLast().key(), false);
  }

  private static Map.@Nullable Entry<Key, StoredObject> first(
      Bucket bucket, Key prefix, Key delimiter, Key after) {
    if (after.compareTo(prefix) < 0) return bucket.objects().ceilingEntry(prefix);
    Key common = after.startsWith(prefix) ? commonPrefix(after, prefix.length(), delimiter) : null;
    return common != null && common.equals(after)
        ? afterAll(bucket, after)
        : bucket.objects().higherEntry(after);
  }

  /// The first entry after all that begin with `prefix`.
  private static Map.@Nullable Entry<Key, StoredObject> afterAll(Bucket bucket, Key prefix) {
    byte[] bytes = prefix.bytes();
    int n = bytes.length;
    while (n > 0 && bytes[n - 1] == (byte) 0xff) n--;
    if (n == 0) return null;
    byte[] successor = Arrays.copyOf(bytes, n);
    successor[n - 1]++;
    return bucket.objects().ceilingEntry(Key.ofBytes(successor));
  }

  private static @Nullable Key commonPrefix(Key key, int from, Key delimiter) {
    if (delimiter.isEmpty()) return null;
    byte[] bytes = key.bytes();
    byte[] wanted = delimiter.bytes();
    for (int at = from; at + wanted.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return Key.ofBytes(Arrays.copyOf(bytes, at + wanted.length));
      }
    }
    return null;
  }
}
