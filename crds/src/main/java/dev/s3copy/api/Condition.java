// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One statement about a copy, in the form of Kubernetes' `metav1.Condition`.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @Required
        @Size(min = 1, max = 316)
        @JsonPropertyDescription("What the statement is about, in CamelCase.")
        String type,
    @Required @JsonPropertyDescription("Whether it holds.") ConditionStatus status,
    @Required
        @Size(min = 1, max = 1024)
        @JsonPropertyDescription("Why, as one CamelCase word for programs.")
        String reason,
    @Required
        @Size(max = 32768)
        @JsonPropertyDescription("Why, as a sentence for people, with the next step.")
        String message,
    @Required @JsonPropertyDescription("When status last changed.") Instant lastTransitionTime,
    @Min(0) @JsonPropertyDescription("Generation of the spec the statement was made about.")
        @Nullable Long observedGeneration) {}
