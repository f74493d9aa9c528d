// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.HttpReply;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import dev.s3copy.worker.s3.credentials.S3Credentials;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What can be corrected after a refusal, so that the same request may succeed.
final class Corrections {
  private static final int FORBIDDEN = 403;
  private static final int BAD_REQUEST = 400;

  /// S3 tolerates 15 minutes, and a request may take some of them on its way.
  private static final Duration TOLERATED = Duration.ofMinutes(14);

  private final SigningClock clock;
  private final RequestSigner signer;
  private final CredentialsSource source;

  Corrections(SigningClock clock, RequestSigner signer, CredentialsSource source) {
    this.clock = clock;
    this.signer = signer;
    this.source = source;
  }

  /// The credentials with which to send the request again; null if that would change nothing.
  @Nullable S3Credentials after(
      S3Error error, HttpReply reply, S3Request request, S3Credentials used) {
    return switch (error.code()) {
      case "RequestTimeTooSkewed" -> skewed(reply, used);
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken" ->
          rotated(used);
      case "XAmzContentSHA256Mismatch", "InvalidRequest", "MissingSecurityHeader" ->
          hashWanted(error, request, used);
      default -> request.operation() == S3Operation.HEAD ? unexplained(error, reply, used) : null;
    };
  }

  /// A refused HEAD has no document that gives the reason: it may be the clock, or old credentials.
  private @Nullable S3Credentials unexplained(S3Error error, HttpReply reply, S3Credentials used) {
    if (error.status() != FORBIDDEN && error.status() != BAD_REQUEST) return null;
    Duration behind = clock.behind(reply.header("date"));
    boolean skewed = behind != null && behind.abs().compareTo(TOLERATED) > 0;
    return skewed ? skewed(reply, used) : rotated(used);
  }

  private @Nullable S3Credentials skewed(HttpReply reply, S3Credentials used) {
    Duration offset = clock.adopt(reply.header("date"));
    return offset == null ? null : used;
  }

  private @Nullable S3Credentials rotated(S3Credentials used) {
    S3Credentials fresh = source.renew(used);
    return fresh.equals(used) ? null : fresh;
  }

  private @Nullable S3Credentials hashWanted(S3Error error, S3Request request, S3Credentials used) {
    boolean about =
        error.code().equals("XAmzContentSHA256Mismatch")
            || error.message().contains("x-amz-content-sha256")
            || error.message().contains("UNSIGNED-PAYLOAD");
    if (!about || request.location().secure() || signer.signsPayload()) return null;
    signer.signPayloadFromNow();
    return used;
  }
}
