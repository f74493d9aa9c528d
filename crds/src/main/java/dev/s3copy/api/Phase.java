// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The phase of a copy, for people.
public enum Phase {
  /// Accepted, nothing runs yet.
  @JsonProperty("Pending")
  PENDING,
  /// Workers list and copy.
  @JsonProperty("Running")
  RUNNING,
  /// Stopped by `suspend`.
  @JsonProperty("Suspended")
  SUSPENDED,
  /// Every selected object is settled and none failed.
  @JsonProperty("Succeeded")
  SUCCEEDED,
  /// Every selected object is settled and some failed.
  @JsonProperty("PartiallyFailed")
  PARTIALLY_FAILED,
  /// The operator gave the copy up.
  @JsonProperty("Failed")
  FAILED
}
