// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import dev.s3copy.core.key.Key;
import java.util.List;

/// What a holder writes about its shard: everything up to `checkpoint` is settled, durable and in
/// `totals`.
///
/// @param checkpoint full source key; [Key#EMPTY] before the first
/// @param failureLog how much of the shard's failure log belongs to the checkpoint: bytes of a
/// file, or objects in a bucket
/// @param segments number of inventory segments written so far; the next one gets this number
/// @param remaining estimated keys that are not in `totals` yet; -1 where unknown
/// @param samples the first few keys that failed
public record ShardReport(
    Key checkpoint,
    Totals totals,
    long failureLog,
    int segments,
    long remaining,
    List<FailedKey> samples) {
  public static final ShardReport NONE =
      new ShardReport(Key.EMPTY, Totals.ZERO, 0, 0, -1, List.of());

  public ShardReport {
    samples = List.copyOf(samples);
  }

  ShardReport withRemaining(long keys) {
    return new ShardReport(checkpoint, totals, failureLog, segments, keys, samples);
  }
}
