// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The listings that are under way. Each is kept open where it stopped, so that the next page need
/// not search for its start. Several shards list one volume at once.
final class Walks implements AutoCloseable {
  /// If there are more, some must search again at their next page.
  private static final int LIMIT = 16;

  private final Function<Key, TreeWalk> begin;

  /// By the last key returned; the least recently used one comes first. Guarded by this.
  private final LinkedHashMap<Key, TreeWalk> paused = new LinkedHashMap<>();

  Walks(Function<Key, TreeWalk> begin) {
    this.begin = begin;
  }

  List<Entry> page(Key after, int max) {
    TreeWalk known = resume(after);
    TreeWalk walk = known == null ? begin.apply(after) : known;
    List<Entry> page = List.of();
    try {
      page = walk.next(max);
      return page;
    } finally {
      if (page.isEmpty()) walk.close();
      else pause(page.getLast().key(), walk);
    }
  }

  private synchronized @Nullable TreeWalk resume(Key after) {
    return paused.remove(after);
  }

  private synchronized void pause(Key last, TreeWalk walk) {
    TreeWalk other = paused.put(last, walk);
    if (other != null) other.close();
    if (paused.size() <= LIMIT) return;
    Iterator<TreeWalk> eldest = paused.values().iterator();
    eldest.next().close();
    eldest.remove();
  }

  @Override
  public synchronized void close() {
    paused.values().forEach(TreeWalk::close);
    paused.clear();
  }
}
