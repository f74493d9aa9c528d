// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import dev.s3copy.core.key.Key;
import org.jspecify.annotations.Nullable;

/// A pattern for whole keys (their prefix removed), matched in time linear in the key.
///
/// `*` any bytes but `/` · `**` any bytes; `**/` at the start of a segment also stands for no
/// segment at all, so `**/x` selects `x` · `?` one character but `/` · `[a-z]` one of, `[!x]` one
/// other than (never `/`) · `{a,b}` either · `\` takes the next character as it is. `?` and `[]`
/// stand for whole UTF-8 characters; only `*` and `**` match bytes that are not UTF-8.
public final class Glob {
  /// The longest S3 key has 1024 bytes; a longer pattern is a mistake.
  static final int MAX_LENGTH = 1024;

  private final String pattern;
  private final Matcher matcher;
  private final Key literalPrefix;
  private final boolean literal;

  private Glob(String pattern, GlobParser parser) {
    this.pattern = pattern;
    this.matcher = Matcher.of(parser.parse());
    this.literalPrefix = Key.of(parser.literalPrefix());
    this.literal = parser.isLiteral();
  }

  /// @throws BadPatternException naming pattern and position
  public static Glob of(String pattern) {
    return new Glob(pattern, new GlobParser(pattern));
  }

  public boolean matches(Key key) {
    return matches(key, 0);
  }

  /// Whether the key without its first `prefixLength` bytes matches.
  public boolean matches(Key key, int prefixLength) {
    return matcher.matches(key.bytes(), prefixLength);
  }

  /// What every matching key starts with; may be empty.
  Key literalPrefix() {
    return literalPrefix;
  }

  /// Whether [#literalPrefix] is the one key that matches.
  boolean isLiteral() {
    return literal;
  }

  public String pattern() {
    return pattern;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Glob glob && pattern.equals(glob.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
