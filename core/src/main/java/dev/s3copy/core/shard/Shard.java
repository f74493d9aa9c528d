// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import dev.s3copy.core.key.KeyRange;

/// A range of the key space and what is known of it.
///
/// @param id deterministic: `0` for the root, `<parent>.<n>` for the n-th range that a parent ceded
/// @param range effective: its end is lowered by ceding
/// @param epoch rises with every claim; a holder of an older epoch has lost the shard
/// @param ceded ranges given away so far, the number of the next child
public record Shard(
    String id, KeyRange range, ShardPhase phase, long epoch, int ceded, ShardReport report) {

  public static Shard root(KeyRange range) {
    return new Shard("0", range, ShardPhase.PENDING, 0, 0, ShardReport.NONE);
  }

  public Shard claimed() {
    return new Shard(id, range, ShardPhase.RUNNING, epoch + 1, ceded, report);
  }

  public Shard released() {
    return new Shard(id, range, ShardPhase.PENDING, epoch, ceded, report);
  }

  public Shard reported(ShardReport newReport) {
    return new Shard(id, range, phase, epoch, ceded, newReport);
  }

  public Shard done(ShardReport last) {
    return new Shard(id, range, ShardPhase.DONE, epoch, ceded, last);
  }

  public Lease lease() {
    return new Lease(id, epoch);
  }

  /// The right to write one shard's report, for one claim.
  public record Lease(String shardId, long epoch) {}
}
