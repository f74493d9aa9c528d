// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// A PEM file in a ConfigMap or a Secret of the same namespace.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.configMapName) != has(self.secretName)",
    message = "set exactly one of configMapName and secretName")
public record CaBundle(
    @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription("ConfigMap of the same namespace that holds the certificates.")
        @Nullable String configMapName,
    @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription(
            "Secret of the same namespace that holds the certificates, as cert-manager makes it.")
        @Nullable String secretName,
    @Default(CaBundle.DEFAULT_KEY)
        @Size(min = 1, max = Rules.DATA_KEY_LENGTH)
        @Pattern(Rules.DATA_KEY)
        @JsonPropertyDescription(
            "Key of the ConfigMap or Secret whose value is one or more PEM certificates.")
        String key) {
  static final String DEFAULT_KEY = "ca.crt";

  public CaBundle {
    key = requireNonNullElse(key, DEFAULT_KEY);
  }
}
