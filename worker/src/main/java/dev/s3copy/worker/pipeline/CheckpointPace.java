// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.api.contract.ShardLease;
import java.time.Duration;

/// How often checkpoints are written, and how much may wait for one.
///
/// @param heartbeat between two checkpoints of a shard
/// @param early whether a full segment may bring the next checkpoint forward; where every one costs
/// a request to a shared API server, it may not
/// @param segmentBytes inventory lines that make a full segment; listing waits once three times as
/// much is not written yet
public record CheckpointPace(Duration heartbeat, boolean early, int segmentBytes) {
  /// A file of this machine: repeated work after a crash is what settled in 2 s.
  public static final CheckpointPace LOCAL =
      new CheckpointPace(Duration.ofSeconds(2), true, 1 << 20);

  /// A write to the API server every 5 s, and about 6 000 inventory lines a second for each shard.
  public static final CheckpointPace CLUSTER =
      new CheckpointPace(ShardLease.HEARTBEAT, false, 2 << 20);
}
