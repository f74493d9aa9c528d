// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/// Shards by state.
public record ShardCounts(
    @Min(0) @JsonPropertyDescription("Shards so far.") long total,
    @Min(0) @JsonPropertyDescription("Shards a worker holds.") long running,
    @Min(0) @JsonPropertyDescription("Shards with nothing left.") long done,
    @Min(0) @JsonPropertyDescription("Shards given up.") long failed) {}
