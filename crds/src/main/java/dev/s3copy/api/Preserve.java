// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/// What travels with an object's bytes and metadata.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preserve(
    @Default("BestEffort")
        @JsonPropertyDescription(
            "Tags of objects that are copied from bucket to bucket. BestEffort: kept wherever the"
                + " servers can and the credentials may; where not, the result says so once."
                + " Required: an object whose tags cannot be kept fails by name; the tags of every"
                + " object are read, and read again after it was written with some. Drop: neither"
                + " read nor written, so no right to tags is needed. An object that is there and"
                + " the same keeps the tags it has. A backup has no tags to keep.")
        PreserveTags tags) {
  public static final Preserve DEFAULT = new Preserve(PreserveTags.BEST_EFFORT);

  public Preserve {
    tags = requireNonNullElse(tags, PreserveTags.BEST_EFFORT);
  }
}
