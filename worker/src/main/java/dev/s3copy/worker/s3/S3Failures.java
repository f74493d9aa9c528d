// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.HttpReply;
import dev.s3copy.worker.http.TransportException;
import org.jspecify.annotations.Nullable;

/// Puts failures into words: what, where, why, what to do.
final class S3Failures {
  private S3Failures() {}

  static StoreException refused(S3Request request, S3Error error) {
    FailureKind kind = S3FailureKinds.of(request, error);
    String said = error.message().isEmpty() ? "" : ": " + error.message();
    return new StoreException(
        new Failure(
            kind,
            request.operation().text(),
            error.code(),
            error.status(),
            error.requestId(),
            subject(request) + said + advice(kind, request, error) + partAdvice(request, error),
            error.retryAfter()));
  }

  /// The server answered with success and something that cannot be true.
  static StoreException badResponse(S3Request request, HttpReply reply, String finding) {
    return answered(FailureKind.BAD_RESPONSE, "BadResponse", request, reply, finding);
  }

  static StoreException answered(
      FailureKind kind, String code, S3Request request, HttpReply reply, String finding) {
    return new StoreException(
        new Failure(
            kind,
            request.operation().text(),
            code,
            reply.status(),
            reply.header("x-amz-request-id"),
            subject(request) + ": " + finding));
  }

  /// The failure of the sink that takes the body, such as a full disk: the server had answered, and
  /// fewer requests would not help. Null where the fault is another.
  static @Nullable StoreException causedBySink(TransportException cause) {
    return cause.getCause() instanceof StoreException own ? own : null;
  }

  private static final String PLAIN = "; where the port speaks plain HTTP, use http://";

  /// @param connectedOnce whether the endpoint could be reached before
  /// @param answeredOnce whether it ever gave an answer
  static StoreException unanswered(
      S3Request request, TransportException cause, boolean connectedOnce, boolean answeredOnce) {
    StoreException own = causedBySink(cause);
    if (own != null) return own;
    BucketAddress location = request.location();
    FailureKind kind = kind(cause.reason(), connectedOnce);
    String advice =
        switch (kind) {
          case ENDPOINT_UNREACHABLE ->
              "; check the endpoint's name and port, and that this machine may connect to it";
          case ENDPOINT_DENIED ->
              "; name the address of a server that is not part of the worker's pod or node, or have"
                  + " whoever runs the operator add this one to allowedEndpoints of its chart"
                  + " (S3COPY_ALLOWED_ENDPOINTS)";
          case TLS_FAILED ->
              "; the server's certificate must be valid, for this name, and signed by a trusted"
                  + " authority (a private one goes into caBundle)";
          default -> "";
        };
    if (cause.code().equals(TransportException.OVERSIZED_UNANNOUNCED)) {
      advice = "; the server may give other bytes than are stored, such as unpacked ones";
    }
    if (!answeredOnce) advice += unheardAdvice(location, kind, cause.code());
    String message =
        subject(request) + " at " + location.endpoint() + ": " + cause.getMessage() + advice;
    String operation = request.operation().text();
    return new StoreException(Failure.of(kind, operation, cause.code(), message), cause);
  }

  /// A server that expects TLS closes the connection or answers with bytes that are no HTTP.
  private static String unheardAdvice(BucketAddress location, FailureKind kind, String code) {
    return switch (kind) {
      case CONNECTION, TIMEOUT, BAD_RESPONSE ->
          location.secure()
              ? "; is this the port of an S3 server?" + certificateAdvice(kind)
              : "; is this the port of an S3 server? One that speaks TLS needs https://";
      case TLS_FAILED -> PLAIN;
      // It took the connection, and closed it at the first bytes of TLS.
      case ENDPOINT_UNREACHABLE ->
          location.secure() && code.equals("AWS_IO_SOCKET_CLOSED") ? PLAIN : "";
      default -> "";
    };
  }

  /// In TLS 1.3 a server refuses a client without a certificate after the handshake, so that only a
  /// closed connection is seen.
  private static String certificateAdvice(FailureKind kind) {
    return kind == FailureKind.CONNECTION
        ? " One that asks its clients for a certificate needs clientCertificate"
        : "";
  }

  private static FailureKind kind(TransportException.Reason reason, boolean connectedOnce) {
    return switch (reason) {
      case NAME_NOT_RESOLVED, NOT_CONNECTED ->
          connectedOnce ? FailureKind.CONNECTION : FailureKind.ENDPOINT_UNREACHABLE;
      case DENIED -> FailureKind.ENDPOINT_DENIED;
      case TLS -> FailureKind.TLS_FAILED;
      case LOST -> FailureKind.CONNECTION;
      case STALLED -> FailureKind.TIMEOUT;
      case MALFORMED -> FailureKind.BAD_RESPONSE;
      case INTERRUPTED -> FailureKind.INTERRUPTED;
      case INTERNAL -> FailureKind.INTERNAL;
    };
  }

  static Failure interrupted(S3Request request) {
    String operation = request.operation().text();
    return Failure.of(
        FailureKind.INTERRUPTED, operation, "INTERRUPTED", subject(request) + ": interrupted");
  }

  static String subject(S3Request request) {
    String bucket = "s3://" + request.location().bucket();
    return request.operation().text()
        + ' '
        + (request.key().isEmpty() ? bucket : bucket + '/' + request.key());
  }

  private static String advice(FailureKind kind, S3Request request, S3Error error) {
    BucketAddress at = request.location();
    String where = " (endpoint " + at.endpoint() + ", region " + at.region() + ")";
    return switch (kind) {
      case BUCKET_NOT_FOUND -> where + "; check the bucket's name, or create it";
      case REGION_MISMATCH ->
          error.region().isEmpty()
              ? where + "; the bucket is in another region"
              : where + "; the bucket is in region " + error.region() + ": set it";
      case REDIRECT_REFUSED -> where + "; the server sends us elsewhere, which is never followed";
      case CREDENTIALS_REJECTED ->
          where + "; check the access key, the secret key and whether they have expired";
      case CLOCK_SKEWED -> where + "; set this machine's clock";
      case ACCESS_DENIED, LIST_DENIED, WRITE_DENIED ->
          "; these credentials need "
              + request.operation().action()
              + " on "
              + at.bucket()
              + ownerAdvice(request)
              + payerAdvice(request, error)
              + encryptionAdvice(request, error);
      case OBJECT_ARCHIVED ->
          "; it is in an archive: restore it there, wait until that is done, then run again";
      case DESTINATION_FULL -> where + "; make room";
      // S3 answers every listing with a document.
      default ->
          request.operation() == S3Operation.LIST && !error.documented()
              ? where + "; this is no answer of an S3 server: are the endpoint and its port right?"
              : "";
    };
  }

  /// AWS refuses a bucket of another owner without saying so.
  private static String ownerAdvice(S3Request request) {
    StringBuilder advice = new StringBuilder();
    for (Header header : request.headers()) {
      String whose =
          switch (header.name()) {
            case BucketHeaders.OWNER -> "the bucket";
            case BucketHeaders.SOURCE_OWNER -> "the source's bucket";
            default -> "";
          };
      if (whose.isEmpty()) continue;
      advice.append("; or ").append(whose).append(" does not belong to account ");
      advice.append(header.value()).append(": compare expectedBucketOwner");
    }
    return advice.toString();
  }

  private static String payerAdvice(S3Request request, S3Error error) {
    if (request.hasHeader(BucketHeaders.PAYER)) return "";
    boolean likely = request.location().ofAws() || error.mentions("requester");
    return likely || error.mentions("request-payer")
        ? "; where the owner of a bucket does not pay for requests, set requesterPays: true"
        : "";
  }

  /// The policy of a bucket can refuse what is not sent with a header for encryption; the refusal
  /// names the policy at best.
  private static String encryptionAdvice(S3Request request, S3Error error) {
    S3Operation operation = request.operation();
    boolean writes = operation.creates() || operation == S3Operation.UPLOAD_PART;
    boolean likely = error.mentions("explicit deny") || error.mentions("encryption");
    return writes && likely && !request.hasHeader(BucketHeaders.ENCRYPTION)
        ? "; where a policy of the bucket demands encryption, set sse"
        : "";
  }

  /// Some servers take fewer parts of an upload than S3 does.
  private static String partAdvice(S3Request request, S3Error error) {
    boolean ofParts =
        switch (request.operation()) {
          case UPLOAD_PART, COPY_PART, COMPLETE -> true;
          default -> false;
        };
    return ofParts && (error.mentions("part number") || error.mentions("partnumber"))
        ? "; where the server takes fewer parts of an upload than S3, set compatibility.maxParts"
        : "";
  }
}
