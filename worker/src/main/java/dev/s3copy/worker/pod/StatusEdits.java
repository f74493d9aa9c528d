// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.FailedObject;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardError;
import dev.s3copy.api.ShardState;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.worker.shard.KeyText;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The status a shard has after each step of its holder.
record StatusEdits(Clock clock) {
  private static final int MESSAGE_LENGTH = 2048;

  /// What the reason of a condition has to look like. Codes of network and files do not, and a
  /// server may say anything.
  private static final Pattern WORD = Pattern.compile("(?=.*[a-z])[A-Z][A-Za-z0-9]{0,127}");

  S3CopyShardStatus claimed(S3CopyShardStatus s, String holder) {
    return new S3CopyShardStatus(
        ShardState.RUNNING,
        holder,
        s.epoch() + 1,
        clock.instant(),
        s.until(),
        s.ceded(),
        s.cedeAnswered(),
        s.checkpoint(),
        s.objects(),
        s.bytes(),
        s.remaining(),
        s.failureLog(),
        s.segments(),
        s.sampleFailures(),
        null);
  }

  /// @param answered cede requests that the holder has heard
  S3CopyShardStatus reported(S3CopyShardStatus s, ShardReport report, int answered) {
    return with(s, ShardState.RUNNING, s.holder(), report, answered, null);
  }

  S3CopyShardStatus done(S3CopyShardStatus s, ShardReport report) {
    return with(s, ShardState.DONE, s.holder(), report, s.cedeAnswered(), null);
  }

  S3CopyShardStatus released(S3CopyShardStatus s, ShardReport report, @Nullable Failure why) {
    return with(
        s, ShardState.PENDING, null, report, s.cedeAnswered(), why == null ? null : error(why));
  }

  S3CopyShardStatus ceded(
      S3CopyShardStatus s, @Nullable String until, List<CededRange> ceded, int answered) {
    return new S3CopyShardStatus(
        s.phase(),
        s.holder(),
        s.epoch(),
        clock.instant(),
        until,
        ceded,
        answered,
        s.checkpoint(),
        s.objects(),
        s.bytes(),
        s.remaining(),
        s.failureLog(),
        s.segments(),
        s.sampleFailures(),
        s.error());
  }

  private S3CopyShardStatus with(
      S3CopyShardStatus s,
      ShardState phase,
      @Nullable String holder,
      ShardReport report,
      int answered,
      @Nullable ShardError error) {
    List<FailedObject> samples = ShardCodec.samples(report);
    return new S3CopyShardStatus(
        phase,
        holder,
        s.epoch(),
        clock.instant(),
        s.until(),
        s.ceded(),
        answered,
        report.checkpoint().isEmpty() ? null : KeyText.encode(report.checkpoint()),
        ShardCodec.objects(report.totals()),
        ShardCodec.bytes(report.totals()),
        report.remaining(),
        report.failureLog(),
        report.segments(),
        samples,
        error);
  }

  private ShardError error(Failure why) {
    String message = why.message();
    boolean permanent =
        switch (why.kind()) {
          case TOO_MANY_FAILURES, ENDPOINT_DENIED -> true;
          default -> false;
        };
    boolean word = WORD.matcher(why.code()).matches();
    if (!word) message += " (" + why.code() + ")";
    return new ShardError(
        word ? why.code() : why.kind().word(),
        message.substring(0, Math.min(message.length(), MESSAGE_LENGTH)),
        permanent,
        clock.instant());
  }
}
