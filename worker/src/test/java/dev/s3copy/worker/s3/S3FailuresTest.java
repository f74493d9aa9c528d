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

  @Test
  void aServerThatSpeaksOfTheRequesterIsTakenAtItsWord() {
    String hint = "set requesterPays: true";
    assertThat(told(S3Operation.GET, denied("Bucket is Requester Pays"))).contains(hint);
    assertThat(told(S3Operation.GET, denied("x-amz-request-payer is missing"))).contains(hint);
  }

  @Test
  void aPolicyThatRefusesAWriteMayDemandEncryption() {
    S3Error denied = denied("not authorized, with an explicit deny in a resource-based policy");
    String hint = "demands encryption, set sse";
    assertThat(told(S3Operation.PUT, denied)).contains(hint);
    assertThat(told(S3Operation.GET, denied)).doesNotContain(hint);
    assertThat(told(S3Operation.PUT, DENIED)).doesNotContain(hint);
  }

  @Test
  void aRefusedPartNumberNamesTheLimitOfParts() {
    String text = "Part number must be an integer between 1 and 1000, inclusive";
    S3Error error = new S3Error(400, "InvalidArgument", text, "id", "", "", Duration.ZERO, true);
    String hint = "set compatibility.maxParts";
    assertThat(told(S3Operation.UPLOAD_PART, error)).contains(hint);
    assertThat(told(S3Operation.UPLOAD_PART, denied(text))).contains(hint);
    assertThat(told(S3Operation.PUT, error)).doesNotContain(hint);
  }

  @Test
  void aListingWithoutADocumentIsNoAnswerOfAnS3Server() {
    String hint = "no answer of an S3 server";
    S3Error plain = new S3Error(404, "NotFound", "", "", "", "", Duration.ZERO, false);
    assertThat(told(S3Operation.LIST, plain)).contains("http://127.0.0.1:9000", hint);
    S3Error documented = new S3Error(500, "Internal", "", "", "", "", Duration.ZERO, true);
    assertThat(told(S3Operation.LIST, documented)).doesNotContain(hint);
  }

  private static S3Error denied(String message) {
    return new S3Error(403, "AccessDenied", message, "id", "", "", Duration.ZERO, true);
  }

  private static String told(S3Operation operation, S3Error error) {
    URI endpoint = URI.create("http://127.0.0.1:9000");
    BucketAddress location = BucketAddress.resolve(endpoint, "eu-west-1", "bucket", null);
    S3Request request =
        new BucketRequests(new ScriptedServer(), location, BucketOptions.NONE)
            .object(operation, Key.of("k"));
    return S3Failures.refused(request, error).failure().message();
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
