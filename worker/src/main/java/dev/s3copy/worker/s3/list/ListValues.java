// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.list;

import dev.s3copy.worker.s3.text.ETags;
import dev.s3copy.worker.s3.text.MalformedReply;
import dev.s3copy.worker.s3.text.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the values of a LIST answer from its bytes, without copying them first.
final class ListValues {
  private static final int MAX_DIGITS = 18;

  private ListValues() {}

  static long number(byte[] in, int from, int to) {
    if (from == to || to - from > MAX_DIGITS) throw new MalformedReply("a size of no length");
    long n = 0;
    for (int i = from; i < to; i++) n = 10 * n + digit(in, i);
    return n;
  }

  private static int digit(byte[] in, int at) {
    int d = in[at] - '0';
    if (d < 0 || d > 9) throw new MalformedReply("a digit that is none");
    return d;
  }

  /// Without the quotes, which come raw or as `&quot;`.
  static String etag(byte[] in, int from, int to) {
    if (from < to && in[from] == '"' && in[to - 1] == '"' && to - from > 1) {
      return new String(in, from + 1, to - from - 2, StandardCharsets.ISO_8859_1);
    }
    byte[] decoded = XmlText.decode(in, from, to);
    return ETags.unquoted(new String(decoded, StandardCharsets.ISO_8859_1));
  }

  /// The key's bytes: references are replaced, then percent-encoding is decoded if the server used
  /// it, with `+` for a blank.
  static byte[] key(byte[] in, int from, int to, boolean urlEncoded) {
    boolean plain = true;
    boolean references = false;
    for (int i = from; i < to; i++) {
      byte b = in[i];
      references |= b == '&';
      plain &= b != '%' && b != '+';
    }
    if (references) {
      byte[] decoded = XmlText.decode(in, from, to);
      return urlEncoded ? percentDecoded(decoded, 0, decoded.length) : decoded;
    }
    return plain || !urlEncoded ? Arrays.copyOfRange(in, from, to) : percentDecoded(in, from, to);
  }

  private static byte[] percentDecoded(byte[] in, int from, int to) {
    byte[] out = new byte[to - from];
    int n = 0;
    for (int i = from; i < to; i++) {
      byte b = in[i];
      if (b == '%') {
        if (i + 2 >= to) throw new MalformedReply("a key that ends inside an escape");
        b = (byte) (hex(in[i + 1]) << 4 | hex(in[i + 2]));
        i += 2;
      } else if (b == '+') {
        b = ' ';
      }
      out[n++] = b;
    }
    return Arrays.copyOf(out, n);
  }

  private static int hex(byte b) {
    int digit = Character.digit(b, 16);
    if (digit < 0) throw new MalformedReply("a key with an escape that is none");
    return digit;
  }
}
