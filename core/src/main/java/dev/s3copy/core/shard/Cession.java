// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Giving away the tail of a shard: the parent ends at the first cut, each child runs from one cut
/// to the next.
///
/// Parent and children together cover exactly what the parent covered, so nothing is lost or
/// doubled.
public record Cession(Shard parent, List<Shard> children) {

  /// @param cuts strictly ascending keys inside the parent's range, beyond what it has listed; not
  /// empty
  /// @param keysEach estimated keys of each child; -1 unknown
  public static Cession of(Shard parent, List<Key> cuts, long keysEach) {
    ShardReport untouched = ShardReport.NONE.withRemaining(keysEach);
    List<Shard> children = new ArrayList<>(cuts.size());
    for (int i = 0; i < cuts.size(); i++) {
      @Nullable Key until = i + 1 < cuts.size() ? cuts.get(i + 1) : parent.range().until();
      Shard child = Shard.root(new KeyRange(cuts.get(i), until));
      String id = parent.id() + "." + (parent.ceded() + i);
      children.add(new Shard(id, child.range(), child.phase(), child.epoch(), 0, untouched));
    }
    KeyRange kept = parent.range().endingAt(cuts.getFirst());
    Shard lowered =
        new Shard(
            parent.id(),
            kept,
            parent.phase(),
            parent.epoch(),
            parent.ceded() + cuts.size(),
            parent.report());
    return new Cession(lowered, List.copyOf(children));
  }
}
