// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// Where an access key comes from: exactly one place, and then perhaps a role.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.secretName), has(self.serviceAccount), has(self.anonymous)].filter(set,"
            + " set).size() <= 1 && (has(self.secretName) || has(self.serviceAccount) ||"
            + " has(self.anonymous) || has(self.role))",
    message =
        "set exactly one of secretName, serviceAccount and anonymous (or only role, which the"
            + " standard AWS chain then takes on)")
@ValidationRule(
    value = "!has(self.anonymous) || self.anonymous",
    fieldPath = ".anonymous",
    message = "anonymous can only be true; remove it to use the standard AWS chain")
@ValidationRule(
    value = "!has(self.anonymous) || !has(self.role)",
    fieldPath = ".role",
    message =
        "nobody can take on a role without credentials; replace anonymous by secretName or"
            + " serviceAccount, or remove role")
@ValidationRule(
    value = "!has(self.secretKeys) || has(self.secretName)",
    fieldPath = ".secretKeys",
    message = "secretKeys are keys of a Secret; name it in secretName")
@ValidationRule(
    value = "!has(self.profile) || has(self.secretName)",
    fieldPath = ".profile",
    message =
        "profile is one of a credentials file in a Secret; name it in secretName (a local run uses"
            + " profiles of this machine by AWS_PROFILE)")
@ValidationRule(
    value = "!has(self.profile) || !has(self.secretKeys)",
    fieldPath = ".profile",
    message = "set secretKeys or profile, not both: a credentials file has names of its own")
public record Credentials(
    @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription(
            "Secret of the same namespace with the keys AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN where one is needed.")
        @Nullable String secretName,
    @JsonPropertyDescription("What the Secret calls its keys, where these are others.")
        @Nullable SecretKeys secretKeys,
    @JsonPropertyDescription(
            "The Secret holds a whole AWS credentials file; this profile of it is used. It must not"
                + " get its keys from a program or another service.")
        @Nullable SecretProfile profile,
    @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription(
            "ServiceAccount of the same namespace whose cloud identity (IRSA, EKS Pod Identity) is"
                + " used.")
        @Nullable String serviceAccount,
    @JsonPropertyDescription("Send requests unsigned, for public buckets.")
        @Nullable Boolean anonymous,
    @JsonPropertyDescription(
            "Role to take on with the credentials above, for example one of another account. Its"
                + " credentials are renewed while the copy runs.")
        @Nullable Role role) {

  /// One place, no role.
  public static Credentials ofSecret(String secretName) {
    return new Credentials(secretName, null, null, null, null, null);
  }
}
