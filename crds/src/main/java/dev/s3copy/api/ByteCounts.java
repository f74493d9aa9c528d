// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/// Bytes by outcome.
public record ByteCounts(
    @Min(0) @JsonPropertyDescription("Bytes of the objects listed so far.") long listed,
    @Min(0) @JsonPropertyDescription("Bytes of the objects copied.") long copied) {}
