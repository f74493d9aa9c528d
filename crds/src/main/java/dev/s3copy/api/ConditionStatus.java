// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a condition holds.
public enum ConditionStatus {
  /// It holds.
  @JsonProperty("True")
  TRUE,
  /// It does not.
  @JsonProperty("False")
  FALSE,
  /// Not known yet.
  @JsonProperty("Unknown")
  UNKNOWN
}
