// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/// Worker pods of a copy.
public record WorkerCounts(
    @Min(0) @JsonPropertyDescription("Pods wanted now; the copy's limits are divided among them.")
        int wanted,
    @Min(0) @JsonPropertyDescription("Pods that run.") int running) {}
