// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.desired.Shards;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.ShardView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Which shards there should be: the root, and one for every range that any of them gave away.
///
/// A shard is made only after its parent listed it as given away. So a shard that no parent lists
/// means that somebody removed the parent. The parent is then made again for its whole range, and
/// the shards below it are removed, because the new parent may give away other ranges under the
/// same names.
///
/// @param missing ranges that have no shard yet
/// @param orphans shards that no parent accounts for
record ShardPolicy(List<CededRange> missing, List<S3CopyShard> orphans, boolean complete) {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  static ShardPolicy of(Observation seen) {
    Map<String, ShardView> byId = new HashMap<>();
    for (ShardView shard : seen.shards()) byId.put(shard.id(), shard);
    List<CededRange> missing = new ArrayList<>();
    Set<String> accounted = new HashSet<>();
    boolean allDone = true;
    List<CededRange> next = List.of(Shards.ROOT);
    while (!next.isEmpty()) {
      List<CededRange> below = new ArrayList<>();
      for (CededRange range : next) {
        ShardView shard = byId.get(range.id());
        if (shard == null || !covers(shard, range)) {
          missing.add(range);
          continue;
        }
        accounted.add(range.id());
        allDone &= shard.is(ShardState.DONE);
        for (CededRange ceded : shard.status().ceded()) {
          if (childOf(range, ceded)) below.add(ceded);
        }
      }
      next = below;
    }
    List<S3CopyShard> orphans =
        byId.values().stream()
            .filter(shard -> !accounted.contains(shard.id()))
            .map(ShardView::object)
            .toList();
    missing.removeIf(range -> hasOrphans(range, orphans));
    return new ShardPolicy(missing, orphans, allDone && missing.isEmpty() && orphans.isEmpty());
  }

  /// A worker may name only children of its own shard, whatever it writes.
  private static boolean childOf(CededRange parent, CededRange ceded) {
    String prefix = parent.id() + ".";
    return ceded.id().startsWith(prefix)
        && NUMBER.matcher(ceded.id().substring(prefix.length())).matches();
  }

  private static boolean covers(ShardView shard, CededRange range) {
    var spec = shard.object().getSpec();
    return spec.after().equals(range.after()) && Objects.equals(spec.until(), range.until());
  }

  /// What is below or in the place of a range must be gone before the range is made again.
  private static boolean hasOrphans(CededRange range, Collection<S3CopyShard> orphans) {
    return orphans.stream()
        .map(orphan -> orphan.getSpec().id())
        .anyMatch(id -> id.equals(range.id()) || id.startsWith(range.id() + "."));
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    if (!orphans.isEmpty()) steps.add(new Step.DropShards(orphans));
    if (!missing.isEmpty()) steps.add(new Step.CreateShards(missing));
    return steps;
  }
}
