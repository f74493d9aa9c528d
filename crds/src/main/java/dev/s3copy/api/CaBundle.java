// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// A PEM file in a ConfigMap of the same namespace.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaBundle(
    @Required
        @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription("ConfigMap of the same namespace that holds the certificates.")
        String configMapName,
    @Default(CaBundle.DEFAULT_KEY)
        @Size(min = 1, max = Rules.DATA_KEY_LENGTH)
        @Pattern(Rules.DATA_KEY)
        @JsonPropertyDescription(
            "Key of the ConfigMap whose value is one or more PEM certificates.")
        String key) {
  static final String DEFAULT_KEY = "ca.crt";

  public CaBundle {
    key = requireNonNullElse(key, DEFAULT_KEY);
  }
}
