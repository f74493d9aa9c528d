// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// A range that a shard gave away. The operator has to make a shard of it, also after a crash.
///
/// @param until null for the open end
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CededRange(
    @Required @Size(min = 1, max = 128) @JsonPropertyDescription("Id of the shard to be made.")
        String id,
    @Required
        @Size(max = Rules.SHARD_KEY_LENGTH)
        @JsonPropertyDescription("Keys greater than this one.")
        String after,
    @Size(max = Rules.SHARD_KEY_LENGTH)
        @JsonPropertyDescription("Keys up to and including this one. Left out: to the end.")
        @Nullable String until,
    @Min(0) @JsonPropertyDescription("Estimated number of keys.") @Nullable Long keys) {
  /// Ranges one shard may give away in all: with keys of the longest kind its status still fits
  /// into etcd's 1.5 MiB.
  public static final int MOST = 256;

  /// Of unknown size.
  public CededRange(String id, String after, @Nullable String until) {
    this(id, after, until, null);
  }
}
