// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a copy does with the tags of objects.
public enum PreserveTags {
  /// Keep them wherever the servers can and the credentials may.
  @JsonProperty("BestEffort")
  BEST_EFFORT,
  /// Fail each object whose tags cannot be kept.
  @JsonProperty("Required")
  REQUIRED,
  /// Neither read nor write them.
  @JsonProperty("Drop")
  DROP
}
