// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Credentials that may list a bucket, and may not have its objects.
class DeniedObjectsIT extends FrontFixture {
  private static final int OBJECTS = 5000;

  @BeforeEach
  void fill() {
    for (int i = 0; i < OBJECTS; i++) s3.putPattern("src", key(i), 10, i);
  }

  private static Key key(int i) {
    return Key.of("%05d".formatted(i));
  }

  private void deny(Key open) {
    faults.add(
        FaultRule.of("denied", new Fault.Status(403, "AccessDenied", "Access Denied."))
            .on(S3Operation.GET_OBJECT, S3Operation.COPY_OBJECT)
            .where(request -> !request.key().equals(open)));
  }

  @ParameterizedTest
  @CsvSource({"ServerSide, s3:PutObject", "Stream, s3:GetObject"})
  void theRightIsNamedOnce(String transfer, String right) throws InterruptedException {
    deny(Key.EMPTY);
    assertDenied(
        fixture.run(manifest(bucket("src"), bucket("dst"), "transfer: " + transfer)), right);
  }

  @Test
  void theRightIsNamedOnceForARestore() throws InterruptedException {
    deny(Key.EMPTY);
    assertDenied(fixture.run(manifest(bucket("src"), claim(), "")), "s3:GetObject on src");
  }

  private static void assertDenied(RunResult result, String right) {
    Failure stopped = Objects.requireNonNull(result.stopped());
    assertThat(stopped.kind()).isEqualTo(FailureKind.OBJECTS_DENIED);
    assertThat(stopped.message()).contains("first 1000 objects", right);
    assertThat(result.totals().failed()).isLessThan(OBJECTS / 2);
  }

  @Test
  void oneThatIsAllowedShowsThatTheRestMayBeToo() throws InterruptedException {
    deny(key(0));
    RunResult result = fixture.run(manifest(bucket("src"), bucket("dst"), "transfer: Stream"));
    assertThat(result.stopped()).isNull();
    assertThat(result.totals().failed()).isEqualTo(OBJECTS - 1);
  }
}
