// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

/// What the server sent is not what the protocol says. Carries the finding only; the caller adds
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
