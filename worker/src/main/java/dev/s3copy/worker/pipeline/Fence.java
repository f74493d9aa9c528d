// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.api.contract.ShardLease;
import java.util.function.LongSupplier;

/// Whether a shard may still be worked on.
///
/// A holder that could not renew its lease for a while may have lost it without knowing: it was
/// frozen, or cut off. It then does nothing more until it hears that the shard is still its own.
final class Fence {
  private static final long FRESH_NANOS = ShardLease.FENCE.toNanos();

  private static final long LOOK_MILLIS = 50;

  private final LongSupplier nanoTime;
  private final StopSignal stop;
  private volatile long renewedAt;
  private volatile boolean lost;

  Fence(LongSupplier nanoTime, StopSignal stop) {
    this.nanoTime = nanoTime;
    this.stop = stop;
    this.renewedAt = nanoTime.getAsLong();
  }

  /// @param asked when the renewal that succeeded was sent
  void renewed(long asked) {
    renewedAt = asked;
  }

  void lose() {
    lost = true;
  }

  /// Nothing more is to be done: the shard is somebody else's, or the run stops.
  boolean closed() {
    return lost || stop.raised();
  }

  /// Whether [#pass] would say yes at once.
  boolean open() {
    return !closed() && fresh();
  }

  private boolean fresh() {
    return nanoTime.getAsLong() - renewedAt < FRESH_NANOS;
  }

  /// Waits while it is unknown whose the shard is.
  ///
  /// @return whether to go on; false once [#closed]
  boolean pass() throws InterruptedException {
    while (!closed()) {
      if (fresh()) return true;
      Thread.sleep(LOOK_MILLIS);
    }
    return false;
  }

  boolean lost() {
    return lost;
  }
}
