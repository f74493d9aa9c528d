// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/// A folder in a claim.
///
/// @param path relative to the root of the volume, segments divided by `/`; empty for the root
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VolumeLocation(
    @Required
        @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription(
            "PersistentVolumeClaim of the same namespace. A local run maps it to a folder: --volume"
                + " CLAIM=DIR.")
        String claimName,
    @Default("")
        @Size(max = Rules.PATH_LENGTH)
        @ValidationRule(
            value = "!self.startsWith('/')",
            message = "path is relative to the root of the volume; remove the leading /")
        @ValidationRule(
            value = "!self.matches('(^|/)[.][.]?(/|$)')",
            message = "path must not contain . or .. segments; write the folder's plain path")
        @ValidationRule(
            value = "!self.contains('//') && !self.endsWith('/')",
            message = "path has an empty segment; write a/b with neither // nor a final /")
        @ValidationRule(
            value = "!self.contains('\\u0000')",
            message = "path contains a NUL character; remove it")
        @JsonPropertyDescription(
            "Folder in the volume, such as data/photos. Left out: the whole volume.")
        String path) {

  public VolumeLocation {
    path = requireNonNullElse(path, "");
  }
}
