// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// The keys of a shard, and the run and copy it belongs to. Only the operator writes it.
///
/// Keys are written as text. A key that is not valid UTF-8 is written as `base64:` and its bytes.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record S3CopyShardSpec(
    @Required
        @Size(min = 1, max = Rules.OBJECT_NAME_LENGTH)
        @JsonPropertyDescription("Name of the S3Copy.")
        @ValidationRule(value = Rules.UNCHANGED, message = "copy is immutable")
        String copy,
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Run of the copy that the shard belongs to.")
        @ValidationRule(value = Rules.UNCHANGED, message = "runId is immutable")
        String runId,
    @Required
        @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "0 for all keys, 0.3 for the fourth range that 0 gave away, and so on.")
        @ValidationRule(value = Rules.UNCHANGED, message = "id is immutable")
        String id,
    @Default("")
        @Size(max = Rules.SHARD_KEY_LENGTH)
        @JsonPropertyDescription("Keys greater than this one, in unsigned order of UTF-8 bytes.")
        @ValidationRule(value = Rules.UNCHANGED, message = "after is immutable")
        String after,
    @Size(max = Rules.SHARD_KEY_LENGTH)
        @JsonPropertyDescription("Keys up to and including this one. Left out: to the end.")
        @Nullable String until,
    @Min(0) @JsonPropertyDescription("Estimated number of keys.") @Nullable Long keys,
    @Min(0)
        @JsonPropertyDescription(
            "Ranges that other workers would like to have of this shard, counted from its"
                + " beginning.")
        int cedeRequests) {

  public S3CopyShardSpec {
    after = requireNonNullElse(after, "");
  }
}
