// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// How the server encrypts objects.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.kmsKeyId) || self.type == 'KMS' || self.type == 'DSSE'",
    fieldPath = ".kmsKeyId",
    message = "kmsKeyId is for type KMS or DSSE; change type, or remove kmsKeyId")
@ValidationRule(
    value = "!has(self.bucketKey) || self.type == 'KMS'",
    fieldPath = ".bucketKey",
    message = "bucketKey is for type KMS; change type, or remove bucketKey")
@ValidationRule(
    value = "has(self.customerKeySecretName) == (self.type == 'C')",
    message = "customerKeySecretName belongs to type C: set both, or neither")
public record Encryption(
    @Required
        @JsonPropertyDescription(
            "Whose keys are used. S3: the server's own (AES256). KMS: those of a key management"
                + " service. DSSE: the same in two layers. C: a key that comes with every request"
                + " and that the server forgets; the only type that a source needs.")
        EncryptionType type,
    @Size(min = 1, max = 2048)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9:/_.-]+$')",
            message = "kmsKeyId must be the id, alias or ARN of a key")
        @JsonPropertyDescription(
            "Id, alias or ARN of the key, for KMS and DSSE. Left out: the server's default.")
        @Nullable String kmsKeyId,
    @JsonPropertyDescription(
            "Whether a key of the bucket saves requests to the key management service, for KMS."
                + " Left out: as the bucket says.")
        @Nullable Boolean bucketKey,
    @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @Pattern(Rules.OBJECT_NAME)
        @JsonPropertyDescription(
            "Secret of the same namespace with the key customerKey: 32 bytes, as they are or in"
                + " base64. Without it nobody can read the objects, s3copy included. Read when a"
                + " worker starts.")
        @Nullable String customerKeySecretName) {
  /// Key of the Secret.
  public static final String CUSTOMER_KEY = "customerKey";
}
