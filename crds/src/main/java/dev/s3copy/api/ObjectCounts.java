// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/// Objects by outcome.
public record ObjectCounts(
    @Min(0) @JsonPropertyDescription("Objects the source listed so far.") long listed,
    @Min(0)
        @JsonPropertyDescription(
            "Objects written and verified; with mode Inventory, objects recorded.")
        long copied,
    @Min(0) @JsonPropertyDescription("Objects that were already there, or left out by policy.")
        long skipped,
    @Min(0)
        @JsonPropertyDescription(
            "Objects removed from the source after they were listed; the report names each.")
        long gone,
    @Min(0) @JsonPropertyDescription("Objects that select left out.") long excluded,
    @Min(0) @JsonPropertyDescription("Objects given up; the report names each.") long failed) {}
