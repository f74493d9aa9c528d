// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which of the two requests lists a bucket.
public enum ListVersion {
  /// ListObjects.
  @JsonProperty("V1")
  V1,
  /// ListObjectsV2.
  @JsonProperty("V2")
  V2
}
