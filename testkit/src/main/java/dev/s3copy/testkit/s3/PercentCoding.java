// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/// `%XX` and bytes. Each place that encodes leaves other characters as they are.
public final class PercentCoding {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final BitSet UNRESERVED = alphanumericsAnd("-._~");
  private static final BitSet PATH = alphanumericsAnd("-._~/");
  private static final BitSet LISTED = alphanumericsAnd("-._*/");

  private PercentCoding() {}

  /// A malformed escape stands for itself.
  ///
  /// @param plusIsSpace as in a query string, not in a path
  public static byte[] decode(String text, boolean plusIsSpace) {
    byte[] in = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] out = new byte[in.length];
    int n = 0;
    for (int i = 0; i < in.length; i++) {
      byte b = in[i];
      if (b == '%' && i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
        b = (byte) (hex(in[i + 1]) << 4 | hex(in[i + 2]));
        i += 2;
      } else if (b == '+' && plusIsSpace) {
        b = ' ';
      }
      out[n++] = b;
    }
    return java.util.Arrays.copyOf(out, n);
  }

  /// For one name or value of a query; what SigV4 calls UriEncode.
  public static String query(byte[] bytes) {
    return encode(bytes, UNRESERVED, false);
  }

  /// For a path: slashes stay.
  public static String path(byte[] bytes) {
    return encode(bytes, PATH, false);
  }

  /// As S3 lists keys under `encoding-type=url`: a space becomes `+`.
  static String listed(byte[] bytes) {
    return encode(bytes, LISTED, true);
  }

  private static String encode(byte[] bytes, BitSet plain, boolean spaceIsPlus) {
    StringBuilder out = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      if (plain.get(b & 0xff)) out.append((char) b);
      else if (b == ' ' && spaceIsPlus) out.append('+');
      else out.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
    }
    return out.toString();
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }

  private static BitSet alphanumericsAnd(String more) {
    BitSet set = new BitSet(256);
    set.set('a', 'z' + 1);
    set.set('A', 'Z' + 1);
    set.set('0', '9' + 1);
    more.chars().forEach(set::set);
    return set;
  }
}
