// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a backup does with symbolic links; none is ever followed.
public enum Symlinks {
  /// Leave them out and count them as skipped.
  @JsonProperty("Skip")
  SKIP,
  /// Count each as a failed object.
  @JsonProperty("Fail")
  FAIL
}
