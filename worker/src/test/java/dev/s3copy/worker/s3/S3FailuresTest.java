// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class S3FailuresTest {
  private static final S3Error DENIED =
      new S3Error(403, "AccessDenied", "Access Denied", "id", "", "", Duration.ZERO, true);

  @Test
  void longTextsOfAServerAreCut() {
    String text = "x".repeat(1 << 20);
    S3Error error = new S3Error(403, text, text, text, text, text, Duration.ZERO, true);
    assertThat(error.message()).hasSize(1024).endsWith("…");
    assertThat(error.code()).hasSize(128);
    assertThat(error.requestId()).hasSize(256);
  }

  @Test
  void aRefusalByAnotherOwnerNamesTheFieldToLookAt() {
    assertThat(message(null, options(false, "123456789012")))
        .contains("or the bucket does not belong to account 123456789012")
        .contains("expectedBucketOwner");
    assertThat(message(null, BucketOptions.NONE)).doesNotContain("expectedBucketOwner");
  }

  @Test
  void aRefusalOfAwsMayMeanThatTheRequesterHasToPay() {
    String hint = "set requesterPays: true";
    assertThat(message(null, BucketOptions.NONE)).contains(hint);
    assertThat(message(null, options(true, ""))).doesNotContain(hint);
    assertThat(message(URI.create("http://127.0.0.1:9000"), BucketOptions.NONE))
        .doesNotContain(hint);
  }

  private static BucketOptions options(boolean pays, String owner) {
    return BucketOptions.NONE.withAccounts(pays, owner);
  }

  private static String message(@Nullable URI endpoint, BucketOptions options) {
    BucketAddress location = BucketAddress.resolve(endpoint, "eu-west-1", "bucket", null);
    S3Request request =
        new BucketRequests(new ScriptedServer(), location, options)
            .object(S3Operation.GET, Key.of("k"));
    return S3Failures.refused(request, DENIED).failure().message();
  }
}
