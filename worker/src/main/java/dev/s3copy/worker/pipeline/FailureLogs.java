// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

/// Where lines about failed keys are kept, for each shard on its own.
public interface FailureLogs {
  /// @param mark how much of the log belongs to the checkpoint; 0 for a new one. What a crash left
  /// beyond it is overwritten or cut off.
  FailureLog open(String shardId, long mark);

  /// The lines of one shard.
  interface FailureLog {
    /// Durable when it returns.
    ///
    /// @return the mark that covers these lines too
    long append(byte[] lines) throws InterruptedException;
  }
}
