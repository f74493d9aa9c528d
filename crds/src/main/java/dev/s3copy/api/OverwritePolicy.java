// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What happens to a key that exists at the destination.
public enum OverwritePolicy {
  /// Copy when size or ETag (for files: size or modification time) differ.
  @JsonProperty("IfDifferent")
  IF_DIFFERENT,
  /// Copy when the source was modified later than the destination.
  @JsonProperty("IfNewer")
  IF_NEWER,
  /// Leave what exists alone.
  @JsonProperty("Never")
  NEVER,
  /// Copy again.
  @JsonProperty("Always")
  ALWAYS
}
