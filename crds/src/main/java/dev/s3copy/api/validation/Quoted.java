// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

/// Text in quotes as the API server shows it (Go's `%q`), so nothing in it reaches a terminal raw.
final class Quoted {
  private static final String SHORT = "\u0007\b\f\n\r\t\u000b\"\\";
  private static final String LETTERS = "abfnrtv\"\\";

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private Quoted() {}

  private static void append(StringBuilder quoted, int c) {
    int named = SHORT.indexOf(c);
    if (named >= 0) {
      quoted.append('\\').append(LETTERS.charAt(named));
    } else if (c < ' ' || c == 0x7f) {
      quoted.append("\\x%02x".formatted(c));
    } else if (isPrintable(c)) {
      quoted.appendCodePoint(c);
    } else {
      quoted.append((c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
