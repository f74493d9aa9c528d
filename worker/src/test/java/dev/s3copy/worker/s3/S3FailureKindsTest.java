// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3FailureKindsTest {
  private static final BucketAddress LOCATION =
      new BucketAddress(URI.create("http://127.0.0.1:9000"), "us-east-1", "b", true);

  private static S3Request request(S3Operation operation, Key key) {
    return new S3Request(operation, LOCATION, key, "/b/k", "");
  }

  private static S3Error error(int status, String code, String region, String condition) {
    return new S3Error(status, code, "said", "id", region, condition, Duration.ZERO, true);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 503, SlowDown, THROTTLED",
    "GET, 503, ServiceUnavailable, THROTTLED",
    "GET, 503, Anything, THROTTLED",
    "PUT, 429, TooManyRequests, THROTTLED",
    "COPY, 200, SlowDown, THROTTLED",
    "COPY, 200, InternalError, SERVER_ERROR",
    "COMPLETE, 200, Anything, SERVER_ERROR",
    "COPY_PART, 200, NoSuchKey, SOURCE_GONE",
    "GET, 500, InternalError, SERVER_ERROR",
    "GET, 502, Http502, SERVER_ERROR",
    "PUT, 409, ConditionalRequestConflict, SERVER_ERROR",
    "PUT, 400, RequestTimeout, TIMEOUT",
    "GET, 404, NoSuchKey, SOURCE_GONE",
    "HEAD, 404, NotFound, SOURCE_GONE",
    "COPY, 404, NoSuchKey, SOURCE_GONE",
    "GET, 404, NoSuchBucket, BUCKET_NOT_FOUND",
    "LIST, 404, NoSuchBucket, BUCKET_NOT_FOUND",
    "COMPLETE, 404, NoSuchUpload, INVALID_REQUEST",
    "GET, 412, PreconditionFailed, SOURCE_CHANGED",
    "HEAD, 412, PreconditionFailed, SOURCE_CHANGED",
    "COPY, 412, PreconditionFailed, SOURCE_CHANGED",
    "COPY_PART, 412, PreconditionFailed, SOURCE_CHANGED",
    "GET, 416, InvalidRange, BAD_RESPONSE",
    "GET, 403, AccessDenied, ACCESS_DENIED",
    "HEAD, 403, Forbidden, ACCESS_DENIED",
    "LIST, 403, AccessDenied, LIST_DENIED",
    "GET, 403, InvalidObjectState, OBJECT_ARCHIVED",
    "COPY, 403, InvalidObjectState, OBJECT_ARCHIVED",
    "GET, 403, RequestTimeTooSkewed, CLOCK_SKEWED",
    "GET, 403, InvalidAccessKeyId, CREDENTIALS_REJECTED",
    "GET, 403, SignatureDoesNotMatch, CREDENTIALS_REJECTED",
    "GET, 400, ExpiredToken, CREDENTIALS_REJECTED",
    "GET, 301, PermanentRedirect, REDIRECT_REFUSED",
    "GET, 307, TemporaryRedirect, REDIRECT_REFUSED",
    "GET, 308, Http308, REDIRECT_REFUSED",
    "PUT, 400, BadDigest, CHECKSUM_MISMATCH",
    "PUT, 400, XAmzContentChecksumMismatch, CHECKSUM_MISMATCH",
    "COPY, 400, EntityTooLarge, OBJECT_TOO_LARGE",
    "PUT, 400, KeyTooLongError, KEY_NOT_REPRESENTABLE",
    "PUT, 507, XMinioStorageFull, DESTINATION_FULL",
    "PUT, 400, InvalidArgument, INVALID_REQUEST",
    "PUT, 501, NotImplemented, INVALID_REQUEST",
    "PUT, 520, Anything, SERVER_ERROR",
    "PUT, 400, IncompleteBody, SERVER_ERROR",
  })
  void sortsErrorsByCodeThenByStatus(
      S3Operation operation, int status, String code, FailureKind kind) {
    S3Request request = request(operation, Key.of("k"));
    assertThat(S3FailureKinds.of(request, error(status, code, "", ""))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, SERVER_ERROR",
    "LIST, SERVER_ERROR",
    "COPY, SERVER_ERROR",
    "COMPLETE, SERVER_ERROR",
    "HEAD, SOURCE_GONE"
  })
  void aNotFoundWithoutADocumentIsAGateways(S3Operation operation, FailureKind kind) {
    S3Error bare = new S3Error(404, "NotFound", "", "", "", "", Duration.ZERO, false);
    assertThat(S3FailureKinds.of(request(operation, Key.of("k")), bare)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "301, PermanentRedirect",
    "307, TemporaryRedirect",
    "400, AuthorizationHeaderMalformed",
    "400, IllegalLocationConstraintException"
  })
  void namesTheRegionABucketIsIn(int status, String code) {
    S3Request request = request(S3Operation.LIST, Key.EMPTY);
    S3Error error = error(status, code, "eu-west-1", "");
    assertThat(S3FailureKinds.of(request, error)).isEqualTo(FailureKind.REGION_MISMATCH);
    assertThat(S3Failures.refused(request, error).failure().message())
        .contains("s3://b", "http://127.0.0.1:9000", "region us-east-1", "is in region eu-west-1");
  }

  @Test
  void tellsTheTwoConditionsOfACopyApart() {
    S3Request copy = request(S3Operation.COPY, Key.of("k")).onlyIf(WriteCondition.ONLY_IF_ABSENT);
    assertThat(S3FailureKinds.of(copy, error(412, "PreconditionFailed", "", "If-None-Match")))
        .isEqualTo(FailureKind.DESTINATION_EXISTS);
    assertThat(
            S3FailureKinds.of(
                copy, error(412, "PreconditionFailed", "", "x-amz-copy-source-If-Match")))
        .isEqualTo(FailureKind.SOURCE_CHANGED);
    S3Request put = request(S3Operation.PUT, Key.of("k")).onlyIf(WriteCondition.ONLY_IF_ABSENT);
    assertThat(S3FailureKinds.of(put, error(412, "PreconditionFailed", "", "")))
        .isEqualTo(FailureKind.DESTINATION_EXISTS);
  }

  @Test
  void blamesTheKeyWhereItsBytesAreNoTextAndTheSignatureFails() {
    S3Request request = request(S3Operation.PUT, Key.ofBytes(new byte[] {(byte) 0xff}));
    assertThat(S3FailureKinds.of(request, error(403, "SignatureDoesNotMatch", "", "")))
        .isEqualTo(FailureKind.KEY_NOT_REPRESENTABLE);
  }

  @Test
  void namesTheMissingPermission() {
    S3Request list = request(S3Operation.LIST, Key.EMPTY);
    assertThat(S3Failures.refused(list, error(403, "AccessDenied", "", "")).failure().message())
        .contains("s3:ListBucket on b");
    S3Request put = request(S3Operation.PUT, Key.of("k"));
    assertThat(S3Failures.refused(put, error(403, "AccessDenied", "", "")).failure().message())
        .contains("s3://b/k", "s3:PutObject on b");
  }
}
