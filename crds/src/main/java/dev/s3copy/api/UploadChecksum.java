// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an uploaded body carries for the server to compare.
public enum UploadChecksum {
  @JsonProperty("CRC32C")
  CRC32C,
  /// In `Content-MD5`, which every server knows.
  @JsonProperty("MD5")
  MD5,
  /// Nothing.
  @JsonProperty("None")
  NONE
}
