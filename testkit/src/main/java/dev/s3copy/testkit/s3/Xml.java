// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import java.nio.charset.StandardCharsets;

/// Writes S3's documents. Holds bytes as ISO-8859-1 characters, so that keys stay exact.
final class Xml {
  private final StringBuilder out = new StringBuilder(1024);

  static Xml document(String root) {
    Xml xml = new Xml();
    xml.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.out.append('<').append(root);
    xml.out.append(" xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    return xml;
  }

  Xml open(String name) {
    out.append('<').append(name).append('>');
    return this;
  }

  Xml close(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  Xml text(String name, String value) {
    return bytes(name, value.getBytes(StandardCharsets.UTF_8));
  }

  Xml number(String name, long value) {
    open(name);
    out.append(value);
    return close(name);
  }

  /// A key: percent-encoded under `encoding-type=url`, else its bytes.
  Xml key(String name, Key key, boolean encoded) {
    if (!encoded) return bytes(name, key.bytes());
    open(name);
    out.append(PercentCoding.listed(key.bytes()));
    return close(name);
  }

  /// Already written elsewhere.
  Xml raw(String xml) {
    out.append(xml);
    return this;
  }

  byte[] toBytes() {
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private Xml bytes(String name, byte[] value) {
    open(name);
    for (byte b : value) escape(b & 0xff);
    return close(name);
  }

  /// Control characters become references, which XML 1.0 forbids: S3 does the same, and the reason
  /// why clients must ask for `encoding-type=url`.
  private void escape(int b) {
    switch (b) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '"' -> out.append("&quot;");
      default -> {
        if (b < 0x20) out.append("&#x").append(Integer.toHexString(b)).append(';');
        else out.append((char) b);
      }
    }
  }
}
