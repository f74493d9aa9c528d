// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.FailureKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Decides what a server's error means: by its code if the code is known, else by the status.
final class S3FailureKinds {
  private S3FailureKinds() {}

  static FailureKind of(S3Request request, S3Error error) {
    FailureKind kind = byCode(request, error);
    return kind != null ? kind : byStatus(request, error);
  }

  private static @Nullable FailureKind byCode(S3Request request, S3Error error) {
    return switch (error.code()) {
      case "SlowDown",
          "SlowDownRead",
          "SlowDownWrite",
          "ServiceUnavailable",
          "ServerBusy",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "TooManyRequests",
          "RequestThrottled",
          "BandwidthLimitExceeded" ->
          FailureKind.THROTTLED;
      case "InternalError", "OperationAborted", "ConditionalRequestConflict", "IncompleteBody" ->
          FailureKind.SERVER_ERROR;
      case "RequestTimeout" -> FailureKind.TIMEOUT;
      case "RequestTimeTooSkewed" -> FailureKind.CLOCK_SKEWED;
      case "NoSuchBucket", "InvalidBucketName" -> FailureKind.BUCKET_NOT_FOUND;
      case "NoSuchKey", "NoSuchVersion" -> FailureKind.SOURCE_GONE;
      case "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          error.region().isEmpty() ? redirect(error) : FailureKind.REGION_MISMATCH;
      case "SignatureDoesNotMatch" ->
          // A server that assumes keys to be UTF-8 signs other bytes than it received (MinIO).
          request.key().utf8() == null
              ? FailureKind.KEY_NOT_REPRESENTABLE
              : FailureKind.CREDENTIALS_REJECTED;
      case "InvalidAccessKeyId",
          "InvalidToken",
          "ExpiredToken",
          "TokenRefreshRequired",
          "InvalidSecurity",
          "NotSignedUp" ->
          FailureKind.CREDENTIALS_REJECTED;
      case "AccessDenied", "AllAccessDisabled", "AccountProblem" -> denied(request.operation());
      case "InvalidObjectState" -> FailureKind.OBJECT_ARCHIVED;
      case "EntityTooLarge", "MaxMessageLengthExceeded" -> FailureKind.OBJECT_TOO_LARGE;
      case "KeyTooLongError",
          "KeyTooLong",
          "XMinioInvalidObjectName",
          "XMinioInvalidResourceName" ->
          FailureKind.KEY_NOT_REPRESENTABLE;
      case "XMinioParentIsObject", "XMinioObjectExistsAsDirectory" -> FailureKind.KEY_COLLISION;
      case "BadDigest",
          "InvalidDigest",
          "XAmzContentChecksumMismatch",
          "XAmzContentSHA256Mismatch" ->
          FailureKind.CHECKSUM_MISMATCH;
      case "XMinioStorageFull", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded" ->
          FailureKind.DESTINATION_FULL;
      default -> null;
    };
  }

  private static FailureKind redirect(S3Error error) {
    return error.status() >= 300 && error.status() < 400
        ? FailureKind.REDIRECT_REFUSED
        : FailureKind.REGION_MISMATCH;
  }

  private static FailureKind denied(S3Operation operation) {
    return operation == S3Operation.LIST ? FailureKind.LIST_DENIED : FailureKind.ACCESS_DENIED;
  }

  private static FailureKind byStatus(S3Request request, S3Error error) {
    S3Operation operation = request.operation();
    int status = error.status();
    if (status >= 200 && status < 300) return FailureKind.SERVER_ERROR;
    if (status >= 300 && status < 400) return FailureKind.REDIRECT_REFUSED;
    return switch (status) {
      case 401 -> FailureKind.CREDENTIALS_REJECTED;
      case 403 -> denied(operation);
      case 404 -> notFound(operation, error);
      case 408 -> FailureKind.TIMEOUT;
      case 409 -> FailureKind.SERVER_ERROR;
      case 412 -> preconditionFailed(request, error);
      case 416 -> FailureKind.BAD_RESPONSE;
      case 429, 503 -> FailureKind.THROTTLED;
      case 507 -> FailureKind.DESTINATION_FULL;
      default ->
          status >= 500 && status != 501 ? FailureKind.SERVER_ERROR : FailureKind.INVALID_REQUEST;
    };
  }

  /// Only HEAD is answered without a document by S3 itself. Whoever believes it asks the listing.
  private static FailureKind notFound(S3Operation operation, S3Error error) {
    if (operation == S3Operation.HEAD) return FailureKind.SOURCE_GONE;
    if (!error.documented()) return FailureKind.SERVER_ERROR;
    return operation == S3Operation.GET ? FailureKind.SOURCE_GONE : FailureKind.INVALID_REQUEST;
  }

  /// A copy can fail because of its source's ETag or because of an object at the destination, and
  /// not every server says which.
  private static FailureKind preconditionFailed(S3Request request, S3Error error) {
    if (request.operation().reads() || !request.conditional()) return FailureKind.SOURCE_CHANGED;
    boolean source = error.condition().toLowerCase(Locale.ROOT).contains("copy-source");
    return source ? FailureKind.SOURCE_CHANGED : FailureKind.DESTINATION_EXISTS;
  }
}
