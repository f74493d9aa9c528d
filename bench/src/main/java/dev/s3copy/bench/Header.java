// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import org.jspecify.annotations.Nullable;

/// The request headers this server looks at; all others are skipped unread.
enum Header {
  CONTENT_LENGTH("content-length"),
  TRANSFER_ENCODING("transfer-encoding"),
  RANGE("range"),
  IF_MATCH("if-match"),
  IF_NONE_MATCH("if-none-match"),
  EXPECT("expect"),
  CONNECTION("connection"),
  CONTENT_SHA256("x-amz-content-sha256"),
  COPY_SOURCE("x-amz-copy-source"),
  COPY_SOURCE_RANGE("x-amz-copy-source-range"),
  COPY_SOURCE_IF_MATCH("x-amz-copy-source-if-match");

  private static final Header[] ALL = values();

  private final String lower;

  Header(String lower) {
    this.lower = lower;
  }

  /// The header named by `line[from, to)`, whatever its case, or null.
  static @Nullable Header named(byte[] line, int from, int to) {
    for (Header header : ALL) {
      if (header.lower.length() == to - from && header.matches(line, from)) return header;
    }
    return null;
  }

  private boolean matches(byte[] line, int from) {
    for (int i = 0; i < lower.length(); i++) {
      int b = line[from + i];
      if (b >= 'A' && b <= 'Z') b += 'a' - 'A';
      if (b != lower.charAt(i)) return false;
    }
    return true;
  }
}
