// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/// Upper limits of a copy, over all its workers; null is unlimited.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Limits(
    @Min(1)
        @Max(10_000_000)
        @JsonPropertyDescription(
            "Requests to source and destination together, per second. Left out: no limit.")
        @Nullable Integer requestsPerSecond,
    @SchemaFrom(type = IntOrString.class)
        @Min(0)
        @ValidationRule(
            value = "quantity(string(self)).compareTo(quantity('1Ki')) >= 0",
            message = "bytesPerSecond must be at least 1Ki; use suspend: true to stop a copy")
        @JsonPropertyDescription(
            "Object bytes read or written, whichever is more, per second: a number or a quantity"
                + " such as 100Mi. Left out: no limit.")
        @Nullable ByteSize bytesPerSecond) {
  public static final Limits NONE = new Limits(null, null);
}
