// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.TransportException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Why a role could not be taken on.
final class StsFailures {
  private static final String OPERATION = "AssumeRole";
  private static final int SERVER_ERROR = 500;

  private StsFailures() {}

  static StoreException of(SdkException e, AssumedRole role, StsAccess access) {
    String subject =
        "AssumeRole %s at %s"
            .formatted(
                role.arn(),
                access.endpoint() == null
                    ? "the STS of AWS in region " + access.region()
                    : access.endpoint());
    FailureKind kind = kind(e);
    if (e instanceof AwsServiceException refused) return refused(refused, kind, subject);
    TransportException transport = transport(e);
    String code = transport == null ? "NoRole" : transport.code();
    String said = transport == null ? e.getMessage() : transport.getMessage();
    String advice = transport == null ? "" : advice(transport.reason());
    return new StoreException(Failure.of(kind, OPERATION, code, subject + ": " + said + advice), e);
  }

  private static StoreException refused(AwsServiceException e, FailureKind kind, String subject) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "Refused" : details.errorCode();
    String said = details == null || details.errorMessage() == null ? "" : details.errorMessage();
    String advice =
        kind == FailureKind.CREDENTIALS_REJECTED
            ? "; the role's trust policy must allow the credentials beside role (and the"
                + " externalId), and they need sts:AssumeRole for it"
            : "";
    String id = e.requestId() == null ? "" : e.requestId();
    return new StoreException(
        new Failure(kind, OPERATION, code, e.statusCode(), id, subject + ": " + said + advice), e);
  }

  /// What it means that a service gave no credentials: a service that is away or busy may be there
  /// again, so the run waits; a refusal stays one.
  static FailureKind kind(Throwable e) {
    TransportException transport = transport(e);
    if (transport != null) return kind(transport.reason());
    for (Throwable at = e; at != null; at = at.getCause()) {
      boolean passes =
          at instanceof AwsServiceException answer
              && (answer.statusCode() >= SERVER_ERROR || answer.isThrottlingException());
      if (passes) return FailureKind.ENDPOINT_UNREACHABLE;
    }
    return FailureKind.CREDENTIALS_REJECTED;
  }

  private static @Nullable TransportException transport(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof TransportException found) return found;
    }
    return null;
  }

  private static FailureKind kind(TransportException.Reason reason) {
    return switch (reason) {
      case DENIED -> FailureKind.ENDPOINT_DENIED;
      case TLS -> FailureKind.TLS_FAILED;
      case INTERRUPTED -> FailureKind.INTERRUPTED;
      case INTERNAL -> FailureKind.INTERNAL;
      case NAME_NOT_RESOLVED, NOT_CONNECTED, LOST, STALLED, MALFORMED ->
          FailureKind.ENDPOINT_UNREACHABLE;
    };
  }

  private static String advice(TransportException.Reason reason) {
    return switch (reason) {
      case DENIED ->
          "; name an address in stsEndpoint that is not part of the worker's pod or node, or have"
              + " whoever runs the operator add this one to allowedEndpoints of its chart"
              + " (S3COPY_ALLOWED_ENDPOINTS)";
      case TLS ->
          "; its certificate must be valid, for this name, and signed by a trusted authority (a"
              + " private one goes into caBundle)";
      case NAME_NOT_RESOLVED, NOT_CONNECTED, LOST, STALLED, MALFORMED ->
          "; check role.stsEndpoint, and that this machine may connect to it";
      case INTERRUPTED, INTERNAL -> "";
    };
  }
}
