// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import dev.s3copy.core.key.Key;

/// What a holder writes about its shard: everything up to `checkpoint` is settled, durable and in
/// `totals`.
///
/// @param checkpoint full source key; [Key#EMPTY] before the first
/// @param failureLogBytes length of the shard's failure log that belongs to the checkpoint
/// @param segments number of inventory segments written so far; the next one gets this number
/// @param remaining estimated keys not yet listed; -1 where unknown
public record ShardReport(
    Key checkpoint, Totals totals, long failureLogBytes, int segments, long remaining) {
  public static final ShardReport NONE = new ShardReport(Key.EMPTY, Totals.ZERO, 0, 0, -1);
}
