// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// A bucket or a volume: exactly one is set.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.s3) != has(self.volume)",
    message = "set exactly one of s3 and volume")
public record Location(
    @JsonPropertyDescription("A bucket, or a part of one, on AWS or any S3-compatible server.")
        @Nullable S3Location s3,
    @JsonPropertyDescription("A PersistentVolumeClaim of the same namespace, or a folder in it.")
        @Nullable VolumeLocation volume) {}
