// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/// One profile of an AWS credentials file that lies in a Secret as a whole.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretProfile(
    @Default(SecretProfile.KEY)
        @Size(min = 1, max = Rules.DATA_KEY_LENGTH)
        @Pattern(Rules.DATA_KEY)
        @JsonPropertyDescription("Key of the Secret whose value is the credentials file.")
        String key,
    @Default(SecretProfile.NAME)
        @Size(min = 1, max = 128)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_.@:/+=,-]+$')",
            message =
                "name of a profile holds letters, digits and _.@:/+=,- only; rename the profile")
        @JsonPropertyDescription(
            "Name of the profile. It holds aws_access_key_id and aws_secret_access_key, or role_arn"
                + " and source_profile.")
        String name) {
  static final String KEY = "credentials";
  static final String NAME = "default";

  public SecretProfile {
    key = requireNonNullElse(key, KEY);
    name = requireNonNullElse(name, NAME);
  }
}
