// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpHeader;

/// Looks headers up where they are, without a map: an answer has about ten, a request reads five.
final class Headers {
  private Headers() {}

  static @Nullable String find(HttpHeader[] headers, String lowerCaseName) {
    for (HttpHeader header : headers) {
      if (isNamed(header.getNameBytes(), lowerCaseName)) return text(header.getValueBytes());
    }
    return null;
  }

  private static boolean isNamed(byte[] name, String lowerCaseName) {
    int n = name.length;
    if (n != lowerCaseName.length()) return false;
    for (int i = 0; i < n; i++) {
      if (lower(name[i]) != lowerCaseName.charAt(i)) return false;
    }
    return true;
  }

  static String lowerCase(byte[] name) {
    byte[] out = new byte[name.length];
    for (int i = 0; i < name.length; i++) out[i] = (byte) lower(name[i]);
    return new String(out, StandardCharsets.ISO_8859_1);
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }

  /// UTF-8 where it is that, else each byte as the character of its number: nothing is lost to
  /// replacement characters.
  static String text(byte[] value) {
    for (byte b : value) {
      if (b < 0) return beyondAscii(value);
    }
    return new String(value, StandardCharsets.ISO_8859_1);
  }

  private static String beyondAscii(byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      return new String(value, StandardCharsets.ISO_8859_1);
    }
  }
}
