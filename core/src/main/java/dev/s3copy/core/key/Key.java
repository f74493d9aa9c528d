// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.key;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An object key: bytes, ordered as S3 orders them (unsigned, byte by byte).
///
/// Never compare keys as Java strings: UTF-16 puts U+FFFD after an emoji, UTF-8 puts it before. The
/// array given to [#ofBytes] is owned by the key from then on.
public final class Key implements Comparable<Key> {
  /// Sorts before every other key. No object has it, so it is the open start of a range.
  public static final Key EMPTY = new Key(new byte[0]);

  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Key of(String text) {
    return new Key(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Key ofBytes(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Key(bytes);
  }

  /// The bytes themselves, not a copy: the hot path reads them. Do not write to them.
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  public boolean startsWith(Key prefix) {
    int n = prefix.bytes.length;
    return bytes.length >= n && Arrays.equals(bytes, 0, n, prefix.bytes, 0, n);
  }

  /// The key without its first `length` bytes.
  public Key without(int length) {
    return length == 0 ? this : ofBytes(Arrays.copyOfRange(bytes, length, bytes.length));
  }

  public Key append(Key suffix) {
    if (suffix.isEmpty()) return this;
    if (isEmpty()) return suffix;
    byte[] joined = Arrays.copyOf(bytes, bytes.length + suffix.bytes.length);
    System.arraycopy(suffix.bytes, 0, joined, bytes.length, suffix.bytes.length);
    return new Key(joined);
  }

  /// A key just before this one, to list from this one on: few keys or none are between the two.
  /// UTF-8 without control characters if this one is; empty where there is none.
  public Key before() {
    String text = utf8();
    if (text == null || text.isEmpty())
      return ofBytes(Arrays.copyOf(bytes, Math.max(0, bytes.length - 1)));
    int last = text.codePointBefore(text.length());
    String rest = text.substring(0, text.length() - Character.charCount(last));
    int lower = last - 1;
    boolean plain =
        lower > ' '
            && !Character.isISOControl(lower)
            && Character.isDefined(lower)
            && Character.getType(lower) != Character.SURROGATE;
    return of(plain ? rest + Character.toString(lower) : rest);
  }

  /// Compares this key after `prefix` bytes with `other` after `otherPrefix` bytes.
  public int compareSuffix(int prefix, Key other, int otherPrefix) {
    return Arrays.compareUnsigned(
        bytes, prefix, bytes.length, other.bytes, otherPrefix, other.bytes.length);
  }

  /// The key as text, or null where its bytes are not valid UTF-8.
  public @Nullable String utf8() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// For people: control bytes and bytes that are not UTF-8 appear as `\xNN`.
  @Override
  public String toString() {
    String text = utf8();
    StringBuilder out = new StringBuilder(bytes.length + 8);
    if (text != null) {
      text.codePoints().forEach(c -> appendPrintable(out, c));
    } else {
      for (byte b : bytes) {
        if (b >= 0x20 && b < 0x7f && b != '\\') out.append((char) b);
        else out.append("\\x%02x".formatted(b & 0xff));
      }
    }
    return out.toString();
  }

  private static void appendPrintable(StringBuilder out, int c) {
    if (c == '\\') out.append("\\\\");
    else if (Character.isISOControl(c)) out.append("\\x%02x".formatted(c));
    else out.appendCodePoint(c);
  }
}
