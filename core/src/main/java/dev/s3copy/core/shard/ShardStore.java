// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.shard.Shard.Lease;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where shards live and who holds them: a folder for a local run, the Kubernetes API for worker
/// pods.
///
/// Only the holder of a shard writes its report. Every call is durable when it returns.
public interface ShardStore {
  /// Takes a free shard (Pending → Running, epoch + 1), where there is one.
  Claim claim();

  /// Writes a report; the reply says how many ranges the others would like to have of this shard
  /// (0: none).
  ///
  /// @throws LeaseLostException when the shard was taken away: stop it at once
  /// @throws StoreAwayException when the store does not answer: the lease may be lost
  int heartbeat(Lease lease, ShardReport report) throws LeaseLostException;

  /// Gives away the tail of a shard beyond the first cut, and returns the shard as it is now.
  ///
  /// @param keysEach estimated keys of each range given away; -1 unknown
  Shard cede(Lease lease, List<Key> cuts, long keysEach) throws LeaseLostException;

  /// The shard is listed to its end and all of it is settled.
  void finish(Lease lease, ShardReport report) throws LeaseLostException;

  /// Gives the shard back unfinished; the next claim goes on from the checkpoint.
  ///
  /// @param why what stopped the holder; null if somebody told it to stop
  void release(Lease lease, ShardReport report, @Nullable Failure why) throws LeaseLostException;

  /// Asks the shard with most left to cede to `wanted` idle listers.
  void askToCede(int wanted);

  List<Shard> all();
}
