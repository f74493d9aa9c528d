// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Walks a request document: elements and their text. Character references to control characters
/// are taken as meant (XML 1.0 parsers refuse them, clients send them); a DTD is refused.
final class XmlScanner {
  /// Told about each element.
  interface Handler {
    void opened(String name) throws Refusal;

    /// @param text between the tags, references resolved; for an element with children, what
    /// follows the last child
    void closed(String name, byte[] text) throws Refusal;
  }

  private final String xml;
  private final Deque<String> open = new ArrayDeque<>();
  private int at;

  private XmlScanner(byte[] document) {
    this.xml = new String(document, StandardCharsets.ISO_8859_1);
  }

  static void scan(byte[] document, Handler handler) throws Refusal {
    new XmlScanner(document).run(handler);
  }

  private void run(Handler handler) throws Refusal {
    byte[] text = new byte[0];
    while (true) {
      int tag = xml.indexOf('<', at);
      if (tag < 0) break;
      if (tag > at) text = resolve(xml.substring(at, tag));
      int end = xml.indexOf('>', tag);
      if (end < 0) throw malformed();
      at = end + 1;
      char kind = xml.charAt(tag + 1);
      if (kind == '!') throw malformed();
      if (kind == '?') continue;
      if (kind == '/') {
        String name = local(xml.substring(tag + 2, end));
        if (!name.equals(open.poll())) throw malformed();
        handler.closed(name, text);
      } else {
        open(handler, xml.substring(tag + 1, end));
      }
      text = new byte[0];
    }
    if (!open.isEmpty()) throw malformed();
  }

  private void open(Handler handler, String tag) throws Refusal {
    boolean empty = tag.endsWith("/");
    String name = local(empty ? tag.substring(0, tag.length() - 1) : tag);
    handler.opened(name);
    if (empty) handler.closed(name, new byte[0]);
    else open.push(name);
  }

  private static String local(String tag) {
    String name = tag.strip();
    for (int i = 0; i < name.length(); i++) {
      if (Character.isWhitespace(name.charAt(i))) {
        name = name.substring(0, i);
        break;
      }
    }
    return name.substring(name.indexOf(':') + 1);
  }

  private static byte[] resolve(String text) throws Refusal {
    if (text.indexOf('&') < 0) return text.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '&') {
        out.write(c);
        continue;
      }
      int end = text.indexOf(';', i);
      if (end < 0) throw malformed();
      out.writeBytes(reference(text.substring(i + 1, end)));
      i = end;
    }
    return out.toByteArray();
  }

  private static byte[] reference(String name) throws Refusal {
    try {
      int c =
          switch (name) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> number(name);
          };
      return Character.toString(c).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static int number(String name) {
    if (name.startsWith("#x")) return Integer.parseInt(name.substring(2), 16);
    return Integer.parseInt(name.substring(1));
  }

  static Refusal malformed() {
    return Refusal.badRequest("MalformedXML", "The XML you provided was not well-formed.");
  }
}
