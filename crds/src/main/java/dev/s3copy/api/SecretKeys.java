// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// What a Secret calls the parts of an access key.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretKeys(
    @Default(SecretKeys.ACCESS_KEY_ID)
        @Size(min = 1, max = Rules.DATA_KEY_LENGTH)
        @Pattern(Rules.DATA_KEY)
        @JsonPropertyDescription("Key of the Secret that holds the access key id.")
        String accessKeyId,
    @Default(SecretKeys.SECRET_ACCESS_KEY)
        @Size(min = 1, max = Rules.DATA_KEY_LENGTH)
        @Pattern(Rules.DATA_KEY)
        @JsonPropertyDescription("Key of the Secret that holds the secret access key.")
        String secretAccessKey,
    @Size(min = 1, max = Rules.DATA_KEY_LENGTH)
        @Pattern(Rules.DATA_KEY)
        @JsonPropertyDescription(
            "Key of the Secret that holds the session token; it must be there. Left out:"
                + " AWS_SESSION_TOKEN, where the Secret has it.")
        @Nullable String sessionToken) {
  static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
  static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";

  public SecretKeys {
    accessKeyId = requireNonNullElse(accessKeyId, ACCESS_KEY_ID);
    secretAccessKey = requireNonNullElse(secretAccessKey, SECRET_ACCESS_KEY);
  }
}
