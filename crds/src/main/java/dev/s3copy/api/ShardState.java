// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a shard stands.
public enum ShardState {
  /// Free to be claimed.
  @JsonProperty("Pending")
  PENDING,
  /// Held by a worker.
  @JsonProperty("Running")
  RUNNING,
  /// Listed to its end and all of it settled.
  @JsonProperty("Done")
  DONE
}
