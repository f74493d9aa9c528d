// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A complete answer.
public final class HttpReply {
  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final int bodyLength;
  private final long received;

  HttpReply(int status, Headers headers, ReplyBody body) {
    this.status = status;
    this.headers = headers;
    this.body = body.array();
    this.bodyLength = body.arrayLength();
    this.received = body.received();
  }

  public int status() {
    return status;
  }

  public boolean successful() {
    return status >= 200 && status < 300;
  }

  /// The body where it did not go into the caller's buffer. May be longer than [#bodyLength].
  public byte[] body() {
    return body;
  }

  public int bodyLength() {
    return bodyLength;
  }

  /// Body bytes that arrived, wherever they went.
  public long received() {
    return received;
  }

  /// The first header of that name, or an empty string.
  ///
  /// @param lowerCaseName compared without regard to case
  public String header(String lowerCaseName) {
    String value = headerOrNull(lowerCaseName);
    return value == null ? "" : value;
  }

  public @Nullable String headerOrNull(String lowerCaseName) {
    return headers.find(lowerCaseName);
  }

  /// Every header whose name begins so, with its name in lower case.
  public void eachHeader(String lowerCasePrefix, BiConsumer<String, String> visitor) {
    headers.each(lowerCasePrefix, visitor);
  }
}
