// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardError;
import dev.s3copy.api.ShardProgress;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.shard.ShardReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusEditsTest {
  private static final StatusEdits EDITS =
      new StatusEdits(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  private static ShardError error(FailureKind kind, String code, String message) {
    Failure why = Failure.of(kind, "ListObjectsV2", code, message);
    ShardProgress progress = ShardCodec.progress(ShardReport.NONE, List.of(), List.of());
    return requireNonNull(EDITS.released(S3CopyShardStatus.NEW, progress, why).error());
  }

  @ParameterizedTest
  @CsvSource({
    "NoSuchBucket, NoSuchBucket, it went wrong",
    "SecretNotFound, SecretNotFound, it went wrong",
    "AWS_IO_DNS_INVALID_NAME, EndpointUnreachable, it went wrong (AWS_IO_DNS_INVALID_NAME)",
    "ENOSPC, EndpointUnreachable, it went wrong (ENOSPC)",
    "'No such, bucket!', EndpointUnreachable, 'it went wrong (No such, bucket!)'",
  })
  void theReasonIsAWordWhateverTheServerSays(String code, String reason, String message) {
    ShardError error = error(FailureKind.ENDPOINT_UNREACHABLE, code, "it went wrong");

    assertThat(error.code()).isEqualTo(reason);
    assertThat(error.message()).isEqualTo(message);
  }

  /// Longer ones the API server would refuse, and the status with them.
  @Test
  void nothingIsLongerThanAStatusTakes() {
    ShardError error = error(FailureKind.TLS_FAILED, "Aa".repeat(5000), "x".repeat(5000));

    assertThat(error.code()).isEqualTo("TlsFailed");
    assertThat(error.message()).hasSize(2048);
  }
}
