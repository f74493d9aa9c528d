// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static dev.s3copy.worker.s3.BucketFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import org.junit.jupiter.api.Test;

/// What is found out before data moves.
interface AccessPromises extends BucketFixture.User {
  @Test
  default void aPreflightPassesAndLeavesNothing() {
    bucket().preflight(BucketAccess.READ);
    bucket().preflight(BucketAccess.WRITE);
    assertThat(bucket().page(Key.EMPTY, 10)).isEmpty();
  }

  @Test
  default void aPreflightNamesTheMissingBucket() {
    TestBucket missing =
        new TestBucket(
            new S3Bucket(
                s3().connection(), s3().at("contract-missing"), Key.EMPTY, BucketOptions.NONE));
    Failure failure = failureOf(() -> missing.preflight(BucketAccess.READ));
    assertThat(failure.kind()).isEqualTo(FailureKind.BUCKET_NOT_FOUND);
    assertThat(failure.message())
        .contains("contract-missing", s3().server().access().endpoint().toString(), "us-east-1");
  }

  @Test
  default void aPreflightTellsWrongCredentials() throws Exception {
    try (S3Connection wrong =
        S3Connection.open(s3().options("wrong", "canary-secret"), s3().gate())) {
      TestBucket same =
          new TestBucket(new S3Bucket(wrong, bucket().location(), Key.EMPTY, BucketOptions.NONE));
      Failure failure = failureOf(() -> same.preflight(BucketAccess.READ));
      assertThat(failure.kind()).isEqualTo(FailureKind.CREDENTIALS_REJECTED);
      assertThat(failure.toString()).doesNotContain("canary-secret");
    }
  }

  @Test
  default void anAnonymousRequestIsDeniedByAPrivateBucket() {
    S3ConnectionOptions anonymous =
        S3ConnectionOptions.of(bucket().location(), CredentialsSource.anonymous());
    try (S3Connection open = S3Connection.open(anonymous, s3().gate())) {
      TestBucket same =
          new TestBucket(new S3Bucket(open, bucket().location(), Key.EMPTY, BucketOptions.NONE));
      assertThat(failureOf(() -> same.preflight(BucketAccess.READ)).kind())
          .isEqualTo(FailureKind.LIST_DENIED);
      assertThat(failureOf(() -> same.head(Key.of("x"))).kind())
          .isEqualTo(FailureKind.ACCESS_DENIED);
    }
  }
}
