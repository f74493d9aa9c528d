// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the text of single elements out of the small documents S3 answers with. No DTD, no
/// entities but XML's own five and character references, nothing fetched.
public final class XmlText {
  private XmlText() {}

  /// The text of the first `<name>…</name>`, or null.
  public static @Nullable String first(byte[] document, int length, String name) {
    return next(document, 0, length, name, null);
  }

  /// The text of the first `<name>` at or after `from`, or null. An element that ends itself,
  /// `<name/>`, is empty.
  ///
  /// @param end if not null, its first element is set to where the element ends
  public static @Nullable String next(
      byte[] document, int from, int length, String name, int @Nullable [] end) {
    int text = startOfText(document, from, length, name);
    if (text < 0) return null;
    if (document[text - 2] == '/') {
      if (end != null) end[0] = text;
      return "";
    }
    int stop = text;
    while (stop < length && document[stop] != '<') stop++;
    if (stop == length) return null;
    if (end != null) end[0] = stop;
    return new String(decode(document, text, stop), StandardCharsets.UTF_8);
  }

  /// Behind the `>` of the first `<name>`, `<name/>` or `<name attribute="…">`; -1 for none.
  private static int startOfText(byte[] document, int from, int length, String name) {
    byte[] open = ("<" + name).getBytes(StandardCharsets.US_ASCII);
    for (int at = from; ; at++) {
      at = indexOf(document, at, length, open);
      if (at < 0) return -1;
      int next = at + open.length;
      if (next < length && !isNameByte(document[next])) {
        int close = indexOf(document, next, length, new byte[] {'>'});
        return close < 0 ? -1 : close + 1;
      }
    }
  }

  private static boolean isNameByte(byte b) {
    return Character.isLetterOrDigit(b) || b == '-' || b == '_' || b == '.' || b == ':';
  }

  public static boolean contains(byte[] document, int length, String text) {
    return indexOf(document, 0, length, text) >= 0;
  }

  /// Where some text begins at or after `from`; -1 where it does not.
  public static int indexOf(byte[] document, int from, int length, String text) {
    return indexOf(document, from, length, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static int indexOf(byte[] in, int from, int length, byte[] pattern) {
    byte first = pattern[0];
    for (int i = from; i <= length - pattern.length; i++) {
      if (in[i] == first && Arrays.equals(in, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i;
      }
    }
    return -1;
  }

  /// The bytes with character and entity references replaced.
  public static byte[] decode(byte[] in, int from, int to) {
    int amp = from;
    while (amp < to && in[amp] != '&') amp++;
    if (amp == to) return Arrays.copyOfRange(in, from, to);
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      if (in[i] == '&') i = decodeReference(in, i, to, out);
      else out.write(in[i]);
    }
    return out.toByteArray();
  }

  /// Returns the position of the reference's semicolon.
  private static int decodeReference(byte[] in, int amp, int to, ByteArrayOutputStream out) {
    int semicolon = amp;
    while (semicolon < to && in[semicolon] != ';') semicolon++;
    if (semicolon == to) throw new MalformedReply("a reference without ';'");
    String name = new String(in, amp + 1, semicolon - amp - 1, StandardCharsets.ISO_8859_1);
    int codePoint =
        switch (name) {
          case "amp" -> '&';
          case "lt" -> '<';
          case "gt" -> '>';
          case "quot" -> '"';
          case "apos" -> '\'';
          default -> numbered(name);
        };
    out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    return semicolon;
  }

  private static int numbered(String name) {
    try {
      if (name.startsWith("#x")) return checked(Integer.parseInt(name, 2, name.length(), 16));
      if (name.startsWith("#")) return checked(Integer.parseInt(name, 1, name.length(), 10));
    } catch (NumberFormatException e) {
      throw new MalformedReply("the reference &" + name + ";");
    }
    throw new MalformedReply("the entity &" + name + ";");
  }

  private static int checked(int codePoint) {
    if (Character.isValidCodePoint(codePoint)) return codePoint;
    throw new MalformedReply("no such character: " + codePoint);
  }

  /// Appends text as element content.
  public static void append(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
  }
}
