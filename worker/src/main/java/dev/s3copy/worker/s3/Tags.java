// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.s3.text.MalformedReply;
import dev.s3copy.worker.s3.text.UriEncoding;
import dev.s3copy.worker.s3.text.XmlText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Object tags between their two forms: a header value and a document.
final class Tags {
  private Tags() {}

  /// Turns `a=b&…` into `<Tagging>…`.
  static String document(String header) {
    StringBuilder out = new StringBuilder("<Tagging><TagSet>");
    for (String tag : header.split("&", -1)) {
      String[] sides = tag.split("=", 2);
      out.append("<Tag><Key>");
      XmlText.append(out, decoded(sides[0]));
      out.append("</Key><Value>");
      XmlText.append(out, decoded(sides.length > 1 ? sides[1] : ""));
      out.append("</Value></Tag>");
    }
    return out.append("</TagSet></Tagging>").toString();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// Turns `<Tag><Key>a</Key><Value>b</Value></Tag>…` into `a=b&…`.
  static String headerForm(byte[] document, int length) {
    StringBuilder out = new StringBuilder();
    int[] end = {0};
    while (true) {
      @Nullable String key = XmlText.next(document, end[0], length, "Key", end);
      if (key == null) return out.toString();
      int tagEnd = XmlText.indexOf(document, end[0], length, "</Tag>");
      if (tagEnd < 0) throw new MalformedReply("the tag '" + key + "' has no end");
      @Nullable String value = XmlText.next(document, end[0], tagEnd, "Value", end);
      if (value == null) throw new MalformedReply("the tag '" + key + "' has no value");
      if (!out.isEmpty()) out.append('&');
      out.append(UriEncoding.query(key)).append('=').append(UriEncoding.query(value));
    }
  }
}
