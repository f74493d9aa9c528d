// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.Encryption;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.s3.BucketAddress;
import dev.s3copy.worker.s3.CustomerKey;
import dev.s3copy.worker.s3.EncryptionKey;
import org.jspecify.annotations.Nullable;

/// Turns what the manifest says of encryption into what requests say.
final class Encryptions {
  private static final String AES = "AES256";

  private Encryptions() {}

  /// @throws StoreException where a customer's key is not there, or would go in the clear
  static @Nullable EncryptionKey of(
      @Nullable Encryption sse, BucketAddress location, References references) {
    if (sse == null) return null;
    return switch (sse.type()) {
      case S3 -> new EncryptionKey.ServerKey(AES, "", null);
      case KMS -> serverKey(EncryptionKey.KMS, sse);
      case DSSE -> serverKey(EncryptionKey.KMS + ":dsse", sse);
      case C -> customerKey(requireNonNull(sse.customerKeySecretName()), location, references);
    };
  }

  private static EncryptionKey serverKey(String algorithm, Encryption sse) {
    return new EncryptionKey.ServerKey(
        algorithm, requireNonNullElse(sse.kmsKeyId(), ""), sse.bucketKey());
  }

  private static CustomerKey customerKey(
      String secretName, BucketAddress location, References references) {
    if (location.keepsSecrets()) return references.customerKey(secretName);
    throw new StoreException(
        Failure.of(
            FailureKind.ENDPOINT_DENIED,
            "Prepare",
            "CustomerKeyInTheClear",
            "sse of type C sends the key with every request, and %s is not encrypted; use https://"
                .formatted(location.endpoint())));
  }
}
