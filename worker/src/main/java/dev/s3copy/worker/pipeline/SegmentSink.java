// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

/// Where inventory segments go. Writing the same shard and number again replaces the segment.
public interface SegmentSink {
  /// Durable and whole when it returns.
  void put(String shardId, int number, byte[] lines) throws InterruptedException;
}
