// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.ByteCounts;
import dev.s3copy.api.CededRange;
import dev.s3copy.api.CheckLine;
import dev.s3copy.api.FailedObject;
import dev.s3copy.api.Limitation;
import dev.s3copy.api.ObjectCounts;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardSpec;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardProgress;
import dev.s3copy.api.ShardState;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.FailedKey;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardPhase;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.shard.KeyText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a shard object as a [Shard], and writes a report as its status.
final class ShardCodec {
  private static final int CODE_LENGTH = 128;

  private static final int OPERATION_LENGTH = 64;
  private static final int MESSAGE_LENGTH = 1024;

  private ShardCodec() {}

  static S3CopyShardStatus status(S3CopyShard object) {
    return requireNonNullElse(object.getStatus(), S3CopyShardStatus.NEW);
  }

  /// @param everything the keys that the copy selects: a root without bounds covers them
  static Shard shard(S3CopyShard object, KeyRange everything) {
    S3CopyShardSpec spec = object.getSpec();
    S3CopyShardStatus status = status(object);
    Key after = spec.after().isEmpty() ? everything.after() : KeyText.decode(spec.after());
    String end = status.until() != null ? status.until() : spec.until();
    Key until = end == null ? everything.until() : KeyText.decode(end);
    return new Shard(
        spec.id(),
        new KeyRange(after, until),
        phase(status.phase()),
        status.epoch(),
        status.ceded().size(),
        report(status, spec.keys()));
  }

  private static ShardPhase phase(ShardState state) {
    return switch (state) {
      case PENDING -> ShardPhase.PENDING;
      case RUNNING -> ShardPhase.RUNNING;
      case DONE -> ShardPhase.DONE;
    };
  }

  private static ShardReport report(S3CopyShardStatus status, @Nullable Long keys) {
    String checkpoint = status.checkpoint();
    return new ShardReport(
        checkpoint == null ? Key.EMPTY : KeyText.decode(checkpoint),
        totals(status.objects(), status.bytes()),
        status.failureLog(),
        status.segments(),
        status.remainingOr(keys),
        status.sampleFailures().stream().map(ShardCodec::failedKey).toList());
  }

  private static Totals totals(@Nullable ObjectCounts objects, @Nullable ByteCounts bytes) {
    if (objects == null || bytes == null) return Totals.ZERO;
    return new Totals(
        objects.listed(),
        objects.copied(),
        objects.skipped(),
        objects.gone(),
        objects.excluded(),
        objects.failed(),
        bytes.listed(),
        bytes.copied());
  }

  static ObjectCounts objects(Totals t) {
    return new ObjectCounts(
        t.listed(), t.copied(), t.skipped(), t.gone(), t.excluded(), t.failed());
  }

  private static ByteCounts bytes(Totals t) {
    return new ByteCounts(t.bytesListed(), t.bytesCopied());
  }

  static ShardProgress progress(
      ShardReport report, List<Limitation> limitations, List<CheckLine> checks) {
    return new ShardProgress(
        report.checkpoint().isEmpty() ? null : KeyText.encode(report.checkpoint()),
        objects(report.totals()),
        bytes(report.totals()),
        report.remaining(),
        report.failureLog(),
        report.segments(),
        report.samples().stream().map(ShardCodec::failedObject).toList(),
        limitations,
        checks);
  }

  private static FailedObject failedObject(FailedKey failed) {
    Failure failure = failed.failure();
    String message = failure.message();
    return new FailedObject(
        KeyText.encode(failed.key()),
        cut(failure.operation(), OPERATION_LENGTH),
        cut(failure.code(), CODE_LENGTH),
        cut(message, MESSAGE_LENGTH));
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(text.length(), length));
  }

  private static FailedKey failedKey(FailedObject object) {
    return new FailedKey(
        KeyText.decode(object.key()),
        Failure.of(
            FailureKind.INTERNAL,
            requireNonNullElse(object.operation(), ""),
            object.code(),
            requireNonNullElse(object.message(), "")));
  }

  static CededRange ceded(Shard child) {
    Key until = child.range().until();
    return new CededRange(
        child.id(),
        KeyText.encode(child.range().after()),
        until == null ? null : KeyText.encode(until),
        child.report().remaining() < 0 ? null : Long.valueOf(child.report().remaining()));
  }

  static @Nullable String until(Shard shard) {
    Key until = shard.range().until();
    return until == null ? null : KeyText.encode(until);
  }
}
