// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardError;
import dev.s3copy.api.ShardProgress;
import dev.s3copy.core.failure.Failure;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The status of a shard after each action of its holder.
record StatusEdits(Clock clock) {
  private static final int MESSAGE_LENGTH = 2048;

  /// The form of a condition's reason. Error codes of the network and of files have another form,
  /// and a server may send any text.
  private static final Pattern WORD = Pattern.compile("(?=.*[a-z])[A-Z][A-Za-z0-9]{0,127}");

  S3CopyShardStatus claimed(S3CopyShardStatus s, String holder) {
    return s.claimed(holder, clock.instant());
  }

  /// @param answered cede requests that the holder has read
  S3CopyShardStatus reported(S3CopyShardStatus s, ShardProgress progress, int answered) {
    return s.reported(progress, answered, clock.instant());
  }

  S3CopyShardStatus done(S3CopyShardStatus s, ShardProgress progress) {
    return s.done(progress, clock.instant());
  }

  S3CopyShardStatus released(S3CopyShardStatus s, ShardProgress progress, @Nullable Failure why) {
    ShardError error = why == null ? null : error(why);
    return s.released(progress, error, clock.instant());
  }

  S3CopyShardStatus ceded(
      S3CopyShardStatus s, @Nullable String until, List<CededRange> ceded, int answered) {
    return s.ceded(until, ceded, answered, clock.instant());
  }

  private ShardError error(Failure why) {
    String message = why.message();
    boolean permanent =
        switch (why.kind()) {
          case TOO_MANY_FAILURES, ENDPOINT_DENIED, CHECK_FAILED -> true;
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
