// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.HttpReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What can be put right after a refusal, so that the same request may pass.
final class Corrections {
  private final SigningClock clock;
  private final RequestSigner signer;
  private final CredentialsSource source;

  Corrections(SigningClock clock, RequestSigner signer, CredentialsSource source) {
    this.clock = clock;
    this.signer = signer;
    this.source = source;
  }

  /// The credentials to send the request again with, or null where that would change nothing.
  @Nullable Credentials after(S3Error error, HttpReply reply, S3Request request, Credentials used) {
    return switch (error.code()) {
      case "RequestTimeTooSkewed" -> skewed(reply, used);
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken" ->
          rotated(used);
      case "XAmzContentSHA256Mismatch", "InvalidRequest", "MissingSecurityHeader" ->
          hashWanted(error, request, used);
      default -> null;
    };
  }

  private @Nullable Credentials skewed(HttpReply reply, Credentials used) {
    Duration offset = clock.adopt(reply.header("date"));
    return offset == null ? null : used;
  }

  private @Nullable Credentials rotated(Credentials used) {
    Credentials fresh = source.renew(used);
    return fresh.equals(used) ? null : fresh;
  }

  private @Nullable Credentials hashWanted(S3Error error, S3Request request, Credentials used) {
    boolean about =
        error.code().equals("XAmzContentSHA256Mismatch")
            || error.message().contains("x-amz-content-sha256")
            || error.message().contains("UNSIGNED-PAYLOAD");
    if (!about || request.location().secure() || signer.signsPayload()) return null;
    signer.signPayloadFromNow();
    return used;
  }
}
