// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/// After how many tries an object is given up, and after how many failed objects the copy.
///
/// @param maxFailedObjects the copy ends as failed once more objects than this failed; null never
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailurePolicy(
    @Default("5")
        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
            "How often an object is tried again after an error that may pass (throttling, resets,"
                + " timeouts).")
        Integer objectRetries,
    @Min(0)
        @Max(1_000_000_000)
        @JsonPropertyDescription(
            "The copy ends as Failed once more objects than this failed; the others are still"
                + " reported. Left out: failed objects never end the copy.")
        @Nullable Integer maxFailedObjects) {
  private static final int DEFAULT_RETRIES = 5;
  public static final FailurePolicy DEFAULT = new FailurePolicy(DEFAULT_RETRIES, null);

  public FailurePolicy {
    objectRetries = requireNonNullElse(objectRetries, DEFAULT_RETRIES);
  }
}
