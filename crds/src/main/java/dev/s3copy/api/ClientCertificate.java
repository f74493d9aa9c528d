// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// What is shown to a server that asks for a certificate of its client.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientCertificate(
    @Required
        @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription(
            "Secret of the same namespace with the keys tls.crt (the certificate and those that"
                + " lead to its authority, in PEM) and tls.key, as cert-manager makes it.")
        String secretName) {
  /// Key of the Secret, as in Secrets of type `kubernetes.io/tls`.
  public static final String CERTIFICATE = "tls.crt";

  /// Key of the Secret, as in Secrets of type `kubernetes.io/tls`.
  public static final String KEY = "tls.key";
}
