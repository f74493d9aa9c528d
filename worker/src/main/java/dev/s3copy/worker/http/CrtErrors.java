// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import dev.s3copy.worker.http.TransportException.Reason;
import software.amazon.awssdk.crt.CRT;

/// Sorts the CRT's errors by what they mean for a request. It compares their names, because their
/// numbers are not part of the API.
final class CrtErrors {
  private CrtErrors() {}

  static TransportException whileConnecting(int crtError) {
    String name = CRT.awsErrorName(crtError);
    if (name.contains("_DNS_") || name.contains("HOST_NAME") || name.contains("GETADDRINFO")) {
      return TransportException.of(Reason.NAME_NOT_RESOLVED, crtError);
    }
    // A handshake that times out is a network that does not answer, not a certificate.
    if (name.contains("_TLS_") && !name.contains("TIMEOUT")) {
      return TransportException.of(Reason.TLS, crtError);
    }
    return TransportException.of(Reason.NOT_CONNECTED, crtError);
  }

  static TransportException duringExchange(int crtError) {
    String name = CRT.awsErrorName(crtError);
    boolean malformed =
        name.contains("HTTP_PROTOCOL_ERROR")
            || name.contains("HTTP_PARSE")
            || name.contains("HTTP_INVALID");
    return TransportException.of(malformed ? Reason.MALFORMED : Reason.LOST, crtError);
  }
}
