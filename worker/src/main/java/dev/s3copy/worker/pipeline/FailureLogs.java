// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

/// Where lines about failed keys are kept, for each shard on its own.
public interface FailureLogs {
  /// Adds lines to the log of a shard. They are durable when it returns.
  ///
  /// @param mark how much of the log belongs to the checkpoint; 0 for a new log. What a crash or a
  ///     failed write left beyond it is overwritten or cut off
  /// @return the mark that covers these lines too
  long append(String shardId, long mark, byte[] lines) throws InterruptedException;
}
