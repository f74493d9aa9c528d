// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

/// A shard's life: Pending → Running (claimed) → Done; a stopped or released one goes back to
/// Pending.
public enum ShardPhase {
  PENDING,
  RUNNING,
  DONE
}
