// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.shard.ShardReport;

/// What must be on disk or in a bucket before a checkpoint may cover it.
///
/// @param sink for inventory segments
/// @param syncFiles makes files that were renamed into place durable; one caller at a time
public record Durability(
    FailureLogs logs, SegmentSink sink, Runnable syncFiles, CheckpointPace pace) {

  /// Writes everything that a cut needs, in order.
  ///
  /// @param last the report that covers what was written before
  /// @return the report that covers the cut too
  ShardReport writeCut(String shardId, ShardJournal.Cut cut, ShardReport last, long remaining)
      throws InterruptedException {
    synchronized (syncFiles) {
      syncFiles.run();
    }
    long logged = logs.append(shardId, last.failureLog(), cut.failures());
    int segments = last.segments();
    if (cut.lines().length > 0) sink.put(shardId, segments++, cut.lines());
    return cut.report(logged, segments, remaining);
  }
}
