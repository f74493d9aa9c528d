// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.core.shard.Totals;

/// The progress of a run at one moment; any thread may ask for it.
///
/// @param listingDone whether every shard is listed to its end, so that `listed` is the total
/// @param concurrency requests allowed at once, right now
public record RunProgress(
    Totals totals,
    boolean listingDone,
    int shardsDone,
    int shards,
    int concurrency,
    double seconds) {}
