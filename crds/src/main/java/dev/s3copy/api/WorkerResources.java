// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/// Resources of a worker's container.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerResources(
    @Size(max = 16)
        @JsonPropertyDescription(
            "What is set aside for a worker, by resource name (cpu, memory, ephemeral-storage).")
        Map<String, Quantity> requests,
    @Size(max = 16) @JsonPropertyDescription("What a worker may use at most, by resource name.")
        Map<String, Quantity> limits) {

  public WorkerResources {
    requests = Map.copyOf(requireNonNullElse(requests, Map.of()));
    limits = Map.copyOf(requireNonNullElse(limits, Map.of()));
  }
}
