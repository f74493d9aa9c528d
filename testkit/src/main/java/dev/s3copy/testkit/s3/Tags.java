// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Object tags: from a header as a query string, from and to a document.
final class Tags {
  static final SortedMap<String, String> NONE = Collections.emptySortedMap();

  /// From the S3 limits.
  private static final int MAX_TAGS = 10;

  private Tags() {}

  static SortedMap<String, String> ofHeader(@Nullable String header) throws Refusal {
    if (header == null || header.isEmpty()) return NONE;
    SortedMap<String, String> tags = new TreeMap<>();
    for (Query.Parameter tag : Query.parse(header).parameters()) {
      byte[] name = tag.name().getBytes(StandardCharsets.ISO_8859_1);
      add(tags, new String(name, StandardCharsets.UTF_8), utf8(tag.value().bytes()));
    }
    return tags;
  }

  static SortedMap<String, String> ofDocument(byte[] document) throws Refusal {
    SortedMap<String, String> tags = new TreeMap<>();
    XmlScanner.scan(
        document,
        new XmlScanner.Handler() {
          private String key = "";

          @Override
          public void opened(String name) {}

          @Override
          public void closed(String name, byte[] text) throws Refusal {
            if (name.equals("Key")) key = utf8(text);
            if (name.equals("Value")) add(tags, key, utf8(text));
          }
        });
    return tags;
  }

  static byte[] toDocument(SortedMap<String, String> tags) {
    Xml xml = Xml.document("Tagging").open("TagSet");
    tags.forEach(
        (key, value) -> xml.open("Tag").text("Key", key).text("Value", value).close("Tag"));
    return xml.close("TagSet").close("Tagging").toBytes();
  }

  private static void add(SortedMap<String, String> tags, String key, String value) throws Refusal {
    if (key.isEmpty() || tags.putIfAbsent(key, value) != null || tags.size() > MAX_TAGS) {
      throw Refusal.badRequest("InvalidTag", "Tags need distinct keys, at most " + MAX_TAGS + ".");
    }
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
