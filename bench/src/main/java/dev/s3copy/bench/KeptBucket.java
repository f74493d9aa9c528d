// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map.Entry;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// A bucket that remembers what was written to it: of every object its pieces with size and CRC,
/// and the bytes themselves only of small things that are not generated (reports, inventories).
final class KeptBucket implements Keyspace {
  /// One PUT or one part. `body` is there only where somebody may want to read it again.
  record Piece(long size, int crc, @Nullable ByteBuffer body) {}

  record Kept(Item item, List<Piece> pieces) {}

  private final ConcurrentSkipListMap<String, Kept> objects = new ConcurrentSkipListMap<>();

  Kept put(String key, String etag, long modified, List<Piece> pieces) {
    long size = pieces.stream().mapToLong(Piece::size).sum();
    Kept kept = new Kept(new Item(key, -1, size, etag, modified), pieces);
    objects.put(key, kept);
    return kept;
  }

  void remove(String key) {
    objects.remove(key);
  }

  int count() {
    return objects.size();
  }

  @Nullable Kept kept(String key) {
    return objects.get(key);
  }

  @Override
  public @Nullable Item ceiling(String from) {
    return item(objects.ceilingEntry(from));
  }

  @Override
  public @Nullable Item next(Item item) {
    return item(objects.higherEntry(item.key()));
  }

  @Override
  public @Nullable Item find(String key) {
    Kept kept = objects.get(key);
    return kept == null ? null : kept.item();
  }

  private static @Nullable Item item(@Nullable Entry<String, Kept> entry) {
    return entry == null ? null : entry.getValue().item();
  }
}
