// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// An object that was given up.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedObject(
    @Required
        @Size(max = Rules.SHARD_KEY_LENGTH)
        @JsonPropertyDescription("Key at the source; bytes that are not UTF-8 are percent-encoded.")
        String key,
    @Size(max = 64) @JsonPropertyDescription("Request or step that failed, such as CopyObject.")
        @Nullable String operation,
    @Required @Size(max = 128) @JsonPropertyDescription("Error code, such as AccessDenied.")
        String code,
    @Size(max = 1024) @JsonPropertyDescription("What happened and what to do.")
        @Nullable String message) {}
