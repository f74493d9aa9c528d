// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import org.jspecify.annotations.Nullable;

/// How a server encrypts the objects of a bucket.
public sealed interface EncryptionKey permits CustomerKey, EncryptionKey.ServerKey {
  /// The value of the header for keys of a key management service begins so.
  String KMS = "aws:kms";

  /// Whether the ETag of an object is no hash of its content then.
  boolean hidesHashes();

  /// With a key that the server has, or gets.
  ///
  /// @param algorithm `AES256`, `aws:kms` or `aws:kms:dsse`
  /// @param keyId empty for the server's choice
  /// @param bucketKey null for the bucket's choice
  record ServerKey(String algorithm, String keyId, @Nullable Boolean bucketKey)
      implements EncryptionKey {
    @Override
    public boolean hidesHashes() {
      return algorithm.startsWith(KMS);
    }
  }
}
