// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The headers of an answer in the one array they came in, without a map or an object for each: an
/// answer has about ten, a request reads five.
///
/// Of each header the length of its name (4 bytes, big-endian), its name, and the same of its
/// value.
public final class Headers {
  static final Headers NONE = new Headers(new byte[0]);

  private static final int LENGTH_BYTES = 4;
  private static final int BYTE = 0xff;

  private final byte[] in;

  private Headers(byte[] in) {
    this.in = in;
  }

  static Headers copyOf(ByteBuffer wire) {
    byte[] copy = new byte[wire.remaining()];
    wire.get(copy);
    return new Headers(copy);
  }

  /// The first one of that name.
  ///
  /// @param lowerCaseName compared without regard to case
  public @Nullable String find(String lowerCaseName) {
    int at = 0;
    while (at < in.length) {
      int name = at + LENGTH_BYTES;
      int nameLength = length(at);
      int value = name + nameLength + LENGTH_BYTES;
      int valueLength = length(name + nameLength);
      if (isNamed(name, nameLength, lowerCaseName)) return text(value, valueLength);
      at = value + valueLength;
    }
    return null;
  }

  /// Every one whose name begins so, with its name in lower case.
  ///
  /// @param lowerCasePrefix compared without regard to case
  void each(String lowerCasePrefix, BiConsumer<String, String> visitor) {
    int prefixLength = lowerCasePrefix.length();
    int at = 0;
    while (at < in.length) {
      int name = at + LENGTH_BYTES;
      int nameLength = length(at);
      int value = name + nameLength + LENGTH_BYTES;
      int valueLength = length(name + nameLength);
      if (nameLength >= prefixLength && isNamed(name, prefixLength, lowerCasePrefix)) {
        visitor.accept(lowerCase(name, nameLength), text(value, valueLength));
      }
      at = value + valueLength;
    }
  }

  private int length(int at) {
    return (in[at] & BYTE) << 24
        | (in[at + 1] & BYTE) << 16
        | (in[at + 2] & BYTE) << 8
        | (in[at + 3] & BYTE);
  }

  private boolean isNamed(int from, int length, String lowerCaseName) {
    if (length != lowerCaseName.length()) return false;
    for (int i = 0; i < length; i++) {
      if (lower(in[from + i]) != lowerCaseName.charAt(i)) return false;
    }
    return true;
  }

  private String lowerCase(int from, int length) {
    byte[] out = new byte[length];
    for (int i = 0; i < length; i++) out[i] = (byte) lower(in[from + i]);
    return new String(out, StandardCharsets.ISO_8859_1);
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }

  /// UTF-8 where it is that, else each byte as the character of its number: nothing is lost to
  /// replacement characters.
  private String text(int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (in[i] < 0) return beyondAscii(from, length);
    }
    return new String(in, from, length, StandardCharsets.ISO_8859_1);
  }

  private String beyondAscii(int from, int length) {
    try {
      ByteBuffer value = ByteBuffer.wrap(in, from, length);
      return StandardCharsets.UTF_8.newDecoder().decode(value).toString();
    } catch (CharacterCodingException e) {
      return new String(in, from, length, StandardCharsets.ISO_8859_1);
    }
  }
}
