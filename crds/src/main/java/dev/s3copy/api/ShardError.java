// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;

/// Why a worker could not go on with a copy.
///
/// @param permanent another try is pointless until a person changes the copy or what it names
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShardError(
    @Required @Size(max = 128) @JsonPropertyDescription("Error code, such as AccessDenied.")
        String code,
    @Required @Size(max = 2048) @JsonPropertyDescription("What, where, why, and what to do.")
        String message,
    @JsonPropertyDescription("Whether another try is pointless as things are.") boolean permanent,
    @Required @JsonPropertyDescription("When it happened.") Instant at) {}
