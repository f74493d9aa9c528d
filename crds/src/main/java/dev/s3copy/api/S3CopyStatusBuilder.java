// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A new status from another one: what is not named stays.
public final class S3CopyStatusBuilder {
  private List<Condition> conditions;
  private @Nullable Phase phase;
  private @Nullable String progress;
  private @Nullable String rate;
  private @Nullable Long observedGeneration;
  private @Nullable String runId;
  private @Nullable Instant startTime;
  private @Nullable Instant completionTime;
  private @Nullable ObjectCounts objects;
  private @Nullable ByteCounts bytes;
  private @Nullable ShardCounts shards;
  private @Nullable WorkerCounts workers;
  private @Nullable String eta;
  private @Nullable Integer retries;
  private List<FailedObject> sampleFailures;
  private List<Limitation> limitations;
  private List<CheckLine> checks;
  private @Nullable String report;
  private List<String> lastWorkerLog;

  S3CopyStatusBuilder(S3CopyStatus status) {
    conditions = status.conditions();
    phase = status.phase();
    progress = status.progress();
    rate = status.rate();
    observedGeneration = status.observedGeneration();
    runId = status.runId();
    startTime = status.startTime();
    completionTime = status.completionTime();
    objects = status.objects();
    bytes = status.bytes();
    shards = status.shards();
    workers = status.workers();
    eta = status.eta();
    retries = status.retries();
    sampleFailures = status.sampleFailures();
    limitations = status.limitations();
    checks = status.checks();
    report = status.report();
    lastWorkerLog = status.lastWorkerLog();
  }

  public S3CopyStatusBuilder conditions(List<Condition> value) {
    conditions = value;
    return this;
  }

  public S3CopyStatusBuilder phase(@Nullable Phase value) {
    phase = value;
    return this;
  }

  public S3CopyStatusBuilder progress(@Nullable String value) {
    progress = value;
    return this;
  }

  public S3CopyStatusBuilder rate(@Nullable String value) {
    rate = value;
    return this;
  }

  public S3CopyStatusBuilder observedGeneration(@Nullable Long value) {
    observedGeneration = value;
    return this;
  }

  public S3CopyStatusBuilder runId(@Nullable String value) {
    runId = value;
    return this;
  }

  public S3CopyStatusBuilder startTime(@Nullable Instant value) {
    startTime = value;
    return this;
  }

  public S3CopyStatusBuilder completionTime(@Nullable Instant value) {
    completionTime = value;
    return this;
  }

  public S3CopyStatusBuilder objects(@Nullable ObjectCounts value) {
    objects = value;
    return this;
  }

  public S3CopyStatusBuilder bytes(@Nullable ByteCounts value) {
    bytes = value;
    return this;
  }

  public S3CopyStatusBuilder shards(@Nullable ShardCounts value) {
    shards = value;
    return this;
  }

  public S3CopyStatusBuilder workers(@Nullable WorkerCounts value) {
    workers = value;
    return this;
  }

  public S3CopyStatusBuilder eta(@Nullable String value) {
    eta = value;
    return this;
  }

  public S3CopyStatusBuilder retries(@Nullable Integer value) {
    retries = value;
    return this;
  }

  public S3CopyStatusBuilder sampleFailures(List<FailedObject> value) {
    sampleFailures = value;
    return this;
  }

  public S3CopyStatusBuilder limitations(List<Limitation> value) {
    limitations = value;
    return this;
  }

  public S3CopyStatusBuilder checks(List<CheckLine> value) {
    checks = value;
    return this;
  }

  public S3CopyStatusBuilder report(@Nullable String value) {
    report = value;
    return this;
  }

  public S3CopyStatusBuilder lastWorkerLog(List<String> value) {
    lastWorkerLog = value;
    return this;
  }

  public S3CopyStatus build() {
    return new S3CopyStatus(
        conditions,
        phase,
        progress,
        rate,
        observedGeneration,
        runId,
        startTime,
        completionTime,
        objects,
        bytes,
        shards,
        workers,
        eta,
        retries,
        sampleFailures,
        limitations,
        checks,
        report,
        lastWorkerLog);
  }
}
