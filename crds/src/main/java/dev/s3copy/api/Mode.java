// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What to do with the selected objects.
public enum Mode {
  /// Copy the bytes and attributes.
  @JsonProperty("Copy")
  COPY,
  /// Write one line per object and copy nothing.
  @JsonProperty("Inventory")
  INVENTORY,
  /// Look at both ends and copy nothing.
  @JsonProperty("Check")
  CHECK
}
