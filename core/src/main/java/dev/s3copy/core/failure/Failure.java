// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.failure;

import java.time.Duration;

/// Why one operation did not succeed, in words a tired person can act on. Never holds a secret.
///
/// @param operation the S3 operation or file call: `GetObject`, `CopyObject`, `open`, `fsync`
/// @param code the server's or the system's own code: `SlowDown`, `ENOSPC`; else the kind in
/// CamelCase
/// @param httpStatus 0 where no HTTP answer arrived
/// @param requestId the server's; empty where none
/// @param message what, where, why and what to do
/// @param retryAfter how long the server asks to wait before another try; zero where it says
///     nothing
public record Failure(
    FailureKind kind,
    String operation,
    String code,
    int httpStatus,
    String requestId,
    String message,
    Duration retryAfter) {

  public Failure(
      FailureKind kind,
      String operation,
      String code,
      int httpStatus,
      String requestId,
      String message) {
    this(kind, operation, code, httpStatus, requestId, message, Duration.ZERO);
  }

  public static Failure of(FailureKind kind, String operation, String code, String message) {
    return new Failure(kind, operation, code, 0, "", message);
  }

  /// The same answer, understood another way.
  public Failure as(FailureKind other, String explained) {
    return new Failure(other, operation, code, httpStatus, requestId, explained, retryAfter);
  }
}
