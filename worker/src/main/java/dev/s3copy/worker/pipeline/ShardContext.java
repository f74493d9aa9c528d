// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.shard.ShardStore;
import java.util.function.LongSupplier;

/// What all shards of one run share on this machine.
///
/// @param nanoTime as [System#nanoTime]: only differences mean something, and it may overflow
public record ShardContext(
    CopyPlan plan,
    ShardStore store,
    Durability durability,
    LiveTotals totals,
    StopSignal stop,
    LongSupplier nanoTime) {}
