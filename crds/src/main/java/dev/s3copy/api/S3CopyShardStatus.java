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

/// Who holds a shard and how far the shard is. Its holder writes it.
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
    @Size(max = Limitation.MOST)
        @JsonPropertyDescription("What source and destination turned out not to be able to do.")
        List<Limitation> limitations,
    @Size(max = CheckLine.MOST) @JsonPropertyDescription("With mode Check: what was found.")
        List<CheckLine> checks,
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
          List.of(),
          List.of(),
          null);

  public S3CopyShardStatus {
    phase = requireNonNullElse(phase, ShardState.PENDING);
    ceded = List.copyOf(requireNonNullElse(ceded, List.of()));
    sampleFailures = List.copyOf(requireNonNullElse(sampleFailures, List.of()));
    limitations = List.copyOf(requireNonNullElse(limitations, List.of()));
    checks = List.copyOf(requireNonNullElse(checks, List.of()));
  }

  /// A worker takes the shard.
  public S3CopyShardStatus claimed(String newHolder, Instant now) {
    Change change = new Change();
    change.phase = ShardState.RUNNING;
    change.holder = newHolder;
    change.epoch = epoch + 1;
    change.renewedAt = now;
    change.error = null;
    return change.made();
  }

  /// Its holder renews the lease and says how far it is.
  ///
  /// @param answered cede requests that the holder has read
  public S3CopyShardStatus reported(ShardProgress progress, int answered, Instant now) {
    Change change = new Change(progress, now);
    change.phase = ShardState.RUNNING;
    change.cedeAnswered = answered;
    change.error = null;
    return change.made();
  }

  /// Its holder has settled every key.
  public S3CopyShardStatus done(ShardProgress progress, Instant now) {
    Change change = new Change(progress, now);
    change.phase = ShardState.DONE;
    change.error = null;
    return change.made();
  }

  /// Its holder gives it back unfinished.
  ///
  /// @param why null when the holder was told to stop
  public S3CopyShardStatus released(ShardProgress progress, @Nullable ShardError why, Instant now) {
    Change change = new Change(progress, now);
    change.phase = ShardState.PENDING;
    change.holder = null;
    change.error = why;
    return change.made();
  }

  /// Its holder gives a part of it away.
  ///
  /// @param end the new end of the shard
  /// @param all every range that was ever given away
  public S3CopyShardStatus ceded(
      @Nullable String end, List<CededRange> all, int answered, Instant now) {
    Change change = new Change();
    change.until = end;
    change.ceded = all;
    change.cedeAnswered = answered;
    change.renewedAt = now;
    return change.made();
  }

  /// The operator takes it from a holder that is gone.
  public S3CopyShardStatus takenAway() {
    Change change = new Change();
    change.phase = ShardState.PENDING;
    change.holder = null;
    return change.made();
  }

  /// The operator lets workers try it again.
  public S3CopyShardStatus withoutError() {
    Change change = new Change();
    change.error = null;
    return change.made();
  }

  /// Estimated keys that are not counted yet. Before the first report of the shard it is the
  /// estimate of its parent.
  ///
  /// @param keys of the shard's spec
  public long remainingOr(@Nullable Long keys) {
    boolean untouched = remaining < 0 && checkpoint == null;
    return untouched && keys != null ? keys : remaining;
  }

  /// The status that is to be made: what is not assigned stays as it is.
  private final class Change {
    private ShardState phase = S3CopyShardStatus.this.phase;
    private @Nullable String holder = S3CopyShardStatus.this.holder;
    private long epoch = S3CopyShardStatus.this.epoch;
    private @Nullable Instant renewedAt = S3CopyShardStatus.this.renewedAt;
    private @Nullable String until = S3CopyShardStatus.this.until;
    private List<CededRange> ceded = S3CopyShardStatus.this.ceded;
    private int cedeAnswered = S3CopyShardStatus.this.cedeAnswered;
    private @Nullable String checkpoint = S3CopyShardStatus.this.checkpoint;
    private @Nullable ObjectCounts objects = S3CopyShardStatus.this.objects;
    private @Nullable ByteCounts bytes = S3CopyShardStatus.this.bytes;
    private long remaining = S3CopyShardStatus.this.remaining;
    private long failureLog = S3CopyShardStatus.this.failureLog;
    private int segments = S3CopyShardStatus.this.segments;
    private List<FailedObject> sampleFailures = S3CopyShardStatus.this.sampleFailures;
    private List<Limitation> limitations = S3CopyShardStatus.this.limitations;
    private List<CheckLine> checks = S3CopyShardStatus.this.checks;
    private @Nullable ShardError error = S3CopyShardStatus.this.error;

    Change() {}

    Change(ShardProgress progress, Instant now) {
      renewedAt = now;
      checkpoint = progress.checkpoint();
      objects = progress.objects();
      bytes = progress.bytes();
      remaining = progress.remaining();
      failureLog = progress.failureLog();
      segments = progress.segments();
      sampleFailures = progress.sampleFailures();
      limitations = progress.limitations();
      checks = progress.checks();
    }

    S3CopyShardStatus made() {
      return new S3CopyShardStatus(
          phase,
          holder,
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
          limitations,
          checks,
          error);
    }
  }
}
