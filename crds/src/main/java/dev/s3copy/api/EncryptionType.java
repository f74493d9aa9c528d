// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whose keys encrypt objects at the server.
public enum EncryptionType {
  /// Keys of the server: SSE-S3.
  @JsonProperty("S3")
  S3,
  /// Keys of a key management service: SSE-KMS.
  @JsonProperty("KMS")
  KMS,
  /// The same in two layers: DSSE-KMS.
  @JsonProperty("DSSE")
  DSSE,
  /// A key that comes with every request: SSE-C.
  @JsonProperty("C")
  C
}
