// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

/// Text that came from a server, a key or a file, made harmless for a terminal: control characters,
/// with which it could move the cursor or forge lines, appear as `\xNN`.
final class Printable {
  private Printable() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append("\\x%02x".formatted(c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
