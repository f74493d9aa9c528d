// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known about a copy. Only the operator writes it. Programs read the conditions; `phase`
/// and `progress` are for people.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record S3CopyStatus(
    @JsonPropertyDescription(
            "Ready, Reconciling, Stalled, Complete and Failed: whether each holds, since when and"
                + " why.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription("One word for people; conditions say more.") @Nullable Phase phase,
    @JsonPropertyDescription(
            "Objects settled of all, such as 730/1000. While not all are listed the total is an"
                + " estimate, such as 730/~1000, or less than there are, such as 730/1000+.")
        @Size(max = 64)
        @Nullable String progress,
    @JsonPropertyDescription("Objects and bytes settled per second lately, such as 1200/s 85Mi/s.")
        @Size(max = 64)
        @Nullable String rate,
    @JsonPropertyDescription("Generation of the spec this status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Identifies this run in reports and logs.") @Size(max = 64)
        @Nullable String runId,
    @JsonPropertyDescription("When the first worker was asked for.") @Nullable Instant startTime,
    @JsonPropertyDescription("When everything was settled, or the copy was given up.")
        @Nullable Instant completionTime,
    @JsonPropertyDescription(
            "Objects by outcome. Once complete, listed = copied + skipped + gone + excluded +"
                + " failed.")
        @Nullable ObjectCounts objects,
    @JsonPropertyDescription("Bytes of the objects listed and copied.") @Nullable ByteCounts bytes,
    @JsonPropertyDescription("Shards of the key space by state.") @Nullable ShardCounts shards,
    @JsonPropertyDescription("Worker pods.") @Nullable WorkerCounts workers,
    @JsonPropertyDescription("Estimated time to the end, such as 4m10s.") @Size(max = 32)
        @Nullable String eta,
    @JsonPropertyDescription("Times in a row that the workers could not go on.") @Min(0)
        @Nullable Integer retries,
    @JsonPropertyDescription("A few failed objects; the report has all of them.") @Size(max = 10)
        List<FailedObject> sampleFailures,
    @JsonPropertyDescription(
            "What source and destination turned out not to be able to do, where that makes a"
                + " difference.")
        @Size(max = Limitation.MOST)
        List<Limitation> limitations,
    @JsonPropertyDescription("With mode Check: what was found, on one line each.")
        @Size(max = CheckLine.MOST)
        List<CheckLine> checks,
    @JsonPropertyDescription("Where the report was written.") @Size(max = 2048)
        @Nullable String report,
    @JsonPropertyDescription("Last lines that the worker which could not go on wrote.")
        @Size(max = 20)
        List<String> lastWorkerLog) {

  /// Nothing is known yet.
  public static final S3CopyStatus EMPTY =
      new S3CopyStatus(
          List.of(), null, null, null, null, null, null, null, null, null, null, null, null, null,
          List.of(), List.of(), List.of(), null, List.of());

  public S3CopyStatus {
    conditions = List.copyOf(requireNonNullElse(conditions, List.of()));
    limitations = List.copyOf(requireNonNullElse(limitations, List.of()));
    checks = List.copyOf(requireNonNullElse(checks, List.of()));
    lastWorkerLog = List.copyOf(requireNonNullElse(lastWorkerLog, List.of()));
    sampleFailures = List.copyOf(requireNonNullElse(sampleFailures, List.of()));
  }

  /// The condition of that type, if it is true.
  public Optional<Condition> holding(String type) {
    return conditions.stream()
        .filter(c -> c.type().equals(type) && c.status() == ConditionStatus.TRUE)
        .findFirst();
  }

  /// A new status that differs from this one only in what is set.
  public S3CopyStatusBuilder change() {
    return new S3CopyStatusBuilder(this);
  }

  /// The same about a newer generation of the spec.
  public S3CopyStatus withGeneration(long generation) {
    return change().observedGeneration(generation).build();
  }
}
