// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

/// A pattern that cannot be understood; the message names the pattern, the position and the reason.
public final class BadPatternException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final int position;

  BadPatternException(String pattern, int position, String reason) {
    super("bad pattern '%s' at position %d: %s".formatted(pattern, position + 1, reason));
    this.position = position;
  }

  /// Index of the offending character in the pattern, from 0.
  public int position() {
    return position;
  }
}
