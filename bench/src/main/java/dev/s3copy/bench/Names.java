// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

/// Keys travel through this server as strings with one character per byte (Latin-1 over UTF-8), so
/// that `String.compareTo` is the byte order S3 lists in and nothing is lost for bytes that are not
/// UTF-8.
final class Names {
  /// Sorts after every string that starts with the same text: UTF-8 has no byte 0xFF.
  static final String LAST = "\u00ff";

  private static final int HEX = 16;

  private Names() {}

  static String percentDecoded(String raw, boolean plusIsSpace) {
    if (raw.indexOf('%') < 0 && !(plusIsSpace && raw.indexOf('+') >= 0)) return raw;
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%' && i + 2 < raw.length()) {
        out.append((char) Integer.parseInt(raw, i + 1, i + 3, HEX));
        i += 2;
      } else {
        out.append(c == '+' && plusIsSpace ? ' ' : c);
      }
    }
    return out.toString();
  }

  static void appendUrlEncoded(Bytes out, String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isUnreserved(c)) out.addByte(c);
      else out.addPercent(c);
    }
  }

  static void appendXml(Bytes out, String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      switch (c) {
        case '&' -> out.add("&amp;");
        case '<' -> out.add("&lt;");
        case '>' -> out.add("&gt;");
        case '\r' -> out.add("&#13;");
        default -> out.addByte(c);
      }
    }
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_./*".indexOf(c) >= 0;
  }
}
