// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Refusals that can be put right, and how the others are named.
class RefusalsIT extends FaultFixture {
  @Test
  void aSkewedClockIsCorrectedOnce() {
    for (int minutes : new int[] {-20, 20}) {
      Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
      try (S3Connection skewed = connect(front.endpoint(), clock)) {
        int before = gate.entered();
        bucket(skewed, front.endpoint()).head(KEY);
        bucket(skewed, front.endpoint()).head(KEY);
        assertThat(gate.entered()).isEqualTo(before + 3);
      }
    }
    Fault skewed = new Fault.Status(403, "RequestTimeTooSkewed", "too large");
    assertFails(skewed, FailureKind.CLOCK_SKEWED, this::read);
  }

  @Test
  void rotatedCredentialsArePickedUpWithoutAFailure() throws Exception {
    writeSecret("old");
    try (S3Connection rotating = connect(front.endpoint())) {
      TestBucket same = bucket(rotating, front.endpoint());
      assertThat(failureOf(() -> same.head(KEY)).kind()).isEqualTo(FailureKind.ACCESS_DENIED);
      assertThat(failureOf(() -> same.page(Key.EMPTY, 1)).kind())
          .isEqualTo(FailureKind.CREDENTIALS_REJECTED);
      writeSecret(server.secretKey());
      assertThat(same.head(KEY).size()).isEqualTo(SIZE);
      assertThat(same.page(Key.EMPTY, 1)).hasSize(1);
    }
  }

  @Test
  void theBodyIsHashedOnceTheServerAsksForIt() {
    Fault wanted = new Fault.Status(400, "XAmzContentSHA256Mismatch", "no UNSIGNED-PAYLOAD");
    AtomicReference<String> hash = new AtomicReference<>();
    plan.add(
        FaultRule.of(
            "seen",
            new Fault.Hook(
                request -> hash.set(request.headers().first("x-amz-content-sha256", "")))));
    plan.add(FaultRule.of("hash", wanted).once());
    put(WriteCondition.ALWAYS);
    assertThat(hash.get()).hasSize(64);
    assertThat(server.read("b", KEY)).isEqualTo(body);
  }

  @Test
  void aPreflightNamesThePermissionToWrite() {
    plan.add(FaultRule.of("denied", Fault.accessDenied()).on(S3Operation.CREATE_MULTIPART_UPLOAD));
    Failure failure = failureOf(() -> bucket.preflight(BucketAccess.WRITE));
    assertThat(failure.kind()).isEqualTo(FailureKind.WRITE_DENIED);
    assertThat(failure.message()).contains("s3:PutObject on b");
    bucket.preflight(BucketAccess.READ);
  }

  @Test
  void anArchivedObjectIsNamedSo() {
    Fault archived = new Fault.Status(403, "InvalidObjectState", "archived");
    assertFails(archived, FailureKind.OBJECT_ARCHIVED, this::read);
  }
}
