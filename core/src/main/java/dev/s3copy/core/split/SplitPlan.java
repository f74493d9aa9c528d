// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.List;

/// Where to cut a range, and what was learnt on the way.
///
/// @param cuts strictly ascending, inside the range, each the last key of its piece; they need not
///     exist. One less than there are pieces; fewer than asked for where there are few keys.
/// @param estimatedKeys in the whole range
/// @param probes pages listed
/// @param complete the probes saw every key: the estimate is exact
public record SplitPlan(List<Key> cuts, long estimatedKeys, int probes, boolean complete) {
  public SplitPlan {
    cuts = List.copyOf(cuts);
  }
}
