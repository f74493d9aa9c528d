// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// Where an access key comes from: exactly one is set.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.secretName), has(self.serviceAccount), has(self.anonymous)].filter(set,"
            + " set).size() == 1",
    message = "set exactly one of secretName, serviceAccount and anonymous")
@ValidationRule(
    value = "!has(self.anonymous) || self.anonymous",
    fieldPath = ".anonymous",
    message = "anonymous can only be true; remove it to use the standard AWS chain")
public record Credentials(
    @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription(
            "Secret of the same namespace with the keys AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN where one is needed.")
        @Nullable String secretName,
    @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription(
            "ServiceAccount of the same namespace whose cloud identity (IRSA, EKS Pod Identity) is"
                + " used.")
        @Nullable String serviceAccount,
    @JsonPropertyDescription("Send requests unsigned, for public buckets.")
        @Nullable Boolean anonymous) {}
