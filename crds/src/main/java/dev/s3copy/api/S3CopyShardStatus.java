// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who holds a shard and how far it is; written by its holder.
///
/// @param epoch rises with every claim; a holder of an older epoch has lost the shard
/// @param until effective end, lowered by ceding; null while it is that of the spec
/// @param remaining estimated keys that `objects` does not count yet; -1 unknown
@JsonInclude(JsonInclude.Include.NON_NULL)
public record S3CopyShardStatus(
    @JsonPropertyDescription("Pending: free. Running: held. Done: all of it is settled.")
        ShardState phase,
    @Size(max = 64) @JsonPropertyDescription("Uid of the pod that holds it.")
        @Nullable String holder,
    @Min(0) @JsonPropertyDescription("Claims so far.") long epoch,
    @JsonPropertyDescription("When the holder last wrote.") @Nullable Instant renewedAt,
    @Size(max = Rules.SHARD_KEY_LENGTH)
        @JsonPropertyDescription("Its end by now, where it gave away what follows.")
        @Nullable String until,
    @Size(max = CededRange.MOST)
        @JsonPropertyDescription("Ranges given away; each becomes a shard.")
        List<CededRange> ceded,
    @Min(0) @JsonPropertyDescription("How many of cedeRequests were answered.") int cedeAnswered,
    @Size(max = Rules.SHARD_KEY_LENGTH)
        @JsonPropertyDescription("Every key up to this one is settled, durable and counted.")
        @Nullable String checkpoint,
    @JsonPropertyDescription("Objects up to the checkpoint, by outcome.")
        @Nullable ObjectCounts objects,
    @JsonPropertyDescription("Bytes of the objects up to the checkpoint.")
        @Nullable ByteCounts bytes,
    @JsonPropertyDescription("Estimated keys that are not in objects yet; -1 unknown.")
        long remaining,
    @Min(0) @JsonPropertyDescription("How much of the failure log belongs to the checkpoint.")
        long failureLog,
    @Min(0) @JsonPropertyDescription("Inventory segments that belong to the checkpoint.")
        int segments,
    @Size(max = 10) @JsonPropertyDescription("A few failed objects.")
        List<FailedObject> sampleFailures,
    @JsonPropertyDescription("Why the holder gave it back unfinished.")
        @Nullable ShardError error) {

  public static final S3CopyShardStatus NEW =
      new S3CopyShardStatus(
          ShardState.PENDING,
          null,
          0,
          null,
          null,
          List.of(),
          0,
          null,
          null,
          null,
          -1,
          0,
          0,
          List.of(),
          null);

  public S3CopyShardStatus {
    phase = requireNonNullElse(phase, ShardState.PENDING);
    ceded = List.copyOf(requireNonNullElse(ceded, List.of()));
    sampleFailures = List.copyOf(requireNonNullElse(sampleFailures, List.of()));
  }

  /// In another phase, with another holder and error; how far it is stays.
  public S3CopyShardStatus with(
      ShardState newPhase, @Nullable String newHolder, @Nullable ShardError newError) {
    return new S3CopyShardStatus(
        newPhase,
        newHolder,
        epoch,
        renewedAt,
        until,
        ceded,
        cedeAnswered,
        checkpoint,
        objects,
        bytes,
        remaining,
        failureLog,
        segments,
        sampleFailures,
        newError);
  }

  /// Estimated keys not counted yet; before its first report what its parent thought of it.
  ///
  /// @param keys of the shard's spec
  public long remainingOr(@Nullable Long keys) {
    boolean untouched = remaining < 0 && checkpoint == null;
    return untouched && keys != null ? keys : remaining;
  }
}
