// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import dev.s3copy.core.key.Key;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The span of keys that patterns can match: a little wider than exact, so that its ends are text.
///
/// @param after before every key that can match; empty where open
/// @param until not before any key that can match; null where open
record Reach(Key after, @Nullable Key until) {

  static Reach of(List<Glob> globs) {
    Reach hull = of(globs.getFirst());
    for (Glob glob : globs) hull = hull.with(of(glob));
    return hull;
  }

  private static Reach of(Glob glob) {
    Key start = glob.literalPrefix();
    return new Reach(justBefore(start), glob.isLiteral() ? start : afterAll(start));
  }

  private Reach with(Reach other) {
    Key start = after.compareTo(other.after) < 0 ? after : other.after;
    Key end = until;
    Key otherEnd = other.until;
    if (end == null || otherEnd == null) return new Reach(start, null);
    return new Reach(start, end.compareTo(otherEnd) > 0 ? end : otherEnd);
  }

  /// Less than `start`, by lowering its last character; UTF-8 order is the order of characters.
  private static Key justBefore(Key start) {
    int[] chars = codePoints(start);
    if (chars.length == 0) return Key.EMPTY;
    int last = chars[chars.length - 1];
    if (last == 0) return text(chars, chars.length - 1);
    chars[chars.length - 1] = last == Character.MAX_SURROGATE + 1 ? 0xd7ff : last - 1;
    return text(chars, chars.length);
  }

  /// Greater than every key that starts with `start`, by raising its last character.
  private static @Nullable Key afterAll(Key start) {
    int[] chars = codePoints(start);
    int n = chars.length;
    while (n > 0 && chars[n - 1] == Character.MAX_CODE_POINT) n--;
    if (n == 0) return null;
    chars[n - 1] = chars[n - 1] == 0xd7ff ? Character.MAX_SURROGATE + 1 : chars[n - 1] + 1;
    return text(chars, n);
  }

  private static int[] codePoints(Key key) {
    String text = key.utf8();
    return text == null ? new int[0] : text.codePoints().toArray();
  }

  private static Key text(int[] chars, int length) {
    return Key.of(new String(Arrays.copyOf(chars, length), 0, length));
  }
}
