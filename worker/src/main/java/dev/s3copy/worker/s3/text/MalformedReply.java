// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

/// The server's answer does not follow the protocol. It carries only the finding; the caller adds
/// the request.
public final class MalformedReply extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedReply(String finding) {
    super(finding, null, false, false);
  }

  public String finding() {
    return String.valueOf(getMessage());
  }
}
