// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The head of a request or of a response.
///
/// @param start `GET /b/k HTTP/1.1` or `HTTP/1.1 200 OK`
public record MessageHead(String start, Headers headers) {

  public String method() {
    return word(0);
  }

  /// The request target exactly as sent.
  public String target() {
    return word(1);
  }

  /// The status of a response; 0 where the line has none.
  public int status() {
    String word = word(1);
    return word.length() == 3 && word.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(word)
        : 0;
  }

  /// Whether the peer goes on with another message after this one.
  public boolean keepsAlive() {
    return !start.contains("HTTP/1.0")
        && !headers.first("connection", "").equalsIgnoreCase("close");
  }

  public void writeTo(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(512).append(start).append("\r\n");
    for (Headers.Field field : headers.fields()) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private String word(int index) {
    int from = 0;
    for (int i = 0; i < index; i++) {
      from = start.indexOf(' ', from) + 1;
      if (from == 0) return "";
    }
    int until = start.indexOf(' ', from);
    return until < 0 ? start.substring(from) : start.substring(from, until);
  }
}
