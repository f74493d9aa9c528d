// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.s3.text.MalformedReply;
import dev.s3copy.worker.s3.text.UriEncoding;
import dev.s3copy.worker.s3.text.XmlText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Object tags between their two forms: a header value and a document.
final class Tags {
  /// The root, after what may precede it.
  private static final Pattern DOCUMENT =
      Pattern.compile("\\uFEFF?\\s*(<\\?[^>]*>\\s*)?<([a-zA-Z0-9]+:)?Tagging[\\s/>]");

  private static final int MOST_BEFORE = 512;

  private Tags() {}

  private static boolean isDocument(byte[] answer, int length) {
    String start = new String(answer, 0, Math.min(length, MOST_BEFORE), StandardCharsets.UTF_8);
    return DOCUMENT.matcher(start).lookingAt();
  }

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

  /// Turns `<Tagging>…<Tag><Key>a</Key><Value>b</Value></Tag>…` into `a=b&…`. A server is known
  /// (rclone) that answers with the object itself: that is no document of tags.
  static String headerForm(byte[] document, int length) {
    if (!isDocument(document, length)) throw new MalformedReply("no document of tags came");
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
