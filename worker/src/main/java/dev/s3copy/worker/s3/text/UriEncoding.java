// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

import java.nio.charset.StandardCharsets;

/// Percent-encoding as SigV4 wants it: every byte except `A-Z a-z 0-9 - . _ ~`, in upper-case hex.
///
/// What is signed is what is sent, byte for byte. S3 does not normalise paths, so `//`, `/./` and
/// `/../` stay as they are.
public final class UriEncoding {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] UNRESERVED = new boolean[256];

  static {
    String plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (int i = 0; i < plain.length(); i++) UNRESERVED[plain.charAt(i)] = true;
  }

  private UriEncoding() {}

  /// Keeps `/`.
  public static void appendPath(StringBuilder out, byte[] bytes) {
    append(out, bytes, true);
  }

  /// Encodes `/` too.
  public static void appendQuery(StringBuilder out, byte[] bytes) {
    append(out, bytes, false);
  }

  public static String query(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    appendQuery(out, text.getBytes(StandardCharsets.UTF_8));
    return out.toString();
  }

  private static void append(StringBuilder out, byte[] bytes, boolean keepSlash) {
    for (byte b : bytes) {
      int c = b & 0xff;
      if (UNRESERVED[c] || (keepSlash && c == '/')) {
        out.append((char) c);
      } else {
        out.append('%').append((char) HEX[c >> 4]).append((char) HEX[c & 15]);
      }
    }
  }
}
