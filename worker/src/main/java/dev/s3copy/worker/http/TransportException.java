// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;

/// No complete answer arrived.
public final class TransportException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Why no answer arrived.
  public enum Reason {
    NAME_NOT_RESOLVED,
    /// The rules forbid every address of the endpoint.
    DENIED,
    /// Refused, no route, no answer to the connect.
    NOT_CONNECTED,
    TLS,
    /// Closed or reset before the answer was complete.
    LOST,
    /// No byte either way for longer than the call's patience.
    STALLED,
    /// What arrived is not HTTP, or more than was asked for.
    MALFORMED,
    INTERRUPTED,
    INTERNAL
  }

  /// The code of an answer that is longer than what was asked for and did not say how long it is.
  public static final String OVERSIZED_UNANNOUNCED = "OVERSIZED_UNANNOUNCED";

  private final Reason reason;
  private final String code;

  TransportException(Reason reason, String code, String message, @Nullable Throwable cause) {
    super(message, cause, true, false);
    this.reason = reason;
    this.code = code;
  }

  static TransportException of(Reason reason, int crtError) {
    return new TransportException(
        reason, CRT.awsErrorName(crtError), CRT.awsErrorString(crtError), null);
  }

  public Reason reason() {
    return reason;
  }

  /// The CRT's name of the error, as in `AWS_IO_SOCKET_CLOSED`; else a word of ours.
  public String code() {
    return code;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code : message;
  }
}
