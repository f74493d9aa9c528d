// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import dev.s3copy.api.ShardState;
import dev.s3copy.operator.observe.ShardView;
import java.util.List;

/// How many keys are left, besides those that the totals count.
sealed interface Remaining {
  /// Nothing.
  record All() implements Remaining {}

  /// About this number of keys.
  record About(long left) implements Remaining {}

  /// This number of keys or more.
  record Unknown(long left) implements Remaining {}

  static Remaining of(List<ShardView> shards) {
    boolean all = !shards.isEmpty();
    boolean known = !shards.isEmpty();
    long left = 0;
    for (ShardView shard : shards) {
      if (shard.is(ShardState.DONE)) continue;
      long keys = shard.status().remainingOr(shard.object().getSpec().keys());
      all &= keys == 0;
      known &= keys >= 0;
      left += Math.max(0, keys);
    }
    if (all) return new All();
    return known ? new About(left) : new Unknown(left);
  }
}
