// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.list;

import dev.s3copy.core.listing.Page;
import dev.s3copy.worker.s3.text.MalformedReply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Reads a ListObjectsV2 answer in one pass over its bytes into the columns of a [Page], without an
/// object for each element or key.
///
/// Reads only leaf elements, by name, inside `Contents`, and skips all others. No DTD, no comments.
public final class ListParser {
  private static final byte[] ROOT = ascii("ListBucketResult");
  private static final byte[] CONTENTS = ascii("Contents");
  private static final byte[] TRUNCATED = ascii("IsTruncated");
  private static final byte[] ENCODING = ascii("EncodingType");
  private static final byte[] URL = ascii("url");
  private static final byte[] TRUE = ascii("true");

  private final byte[] in;
  private final int length;
  private final ContentsReader objects;
  private boolean sawUrl;
  private boolean sawEnd;
  private boolean truncated;

  private boolean inContents;

  private ListParser(byte[] in, int length, boolean urlEncoded) {
    this.in = in;
    this.length = length;
    this.objects = new ContentsReader(in, length, urlEncoded);
  }

  /// @throws MalformedReply if it is not such a document
  public static ListPage parse(byte[] document, int length) {
    // Servers say at different places that keys are URL-encoded, some at the end. We asked for it,
    // so it is assumed. If the answer does not say so, it is read once more.
    ListParser encoded = new ListParser(document, length, true);
    try {
      encoded.run();
    } catch (MalformedReply e) {
      if (encoded.sawUrl) throw e;
    }
    if (encoded.sawUrl) return encoded.page();
    ListParser plain = new ListParser(document, length, false);
    plain.run();
    if (plain.sawUrl) throw new MalformedReply("keys are not encoded as the list says");
    return plain.page();
  }

  private ListPage page() {
    return new ListPage(objects.page(), truncated);
  }

  private void run() {
    int at = tagAfter(0);
    while (at < length) {
      int name = at + 1;
      int next = inContents ? objects.leaf(name) : name;
      at = tagAfter(next == name ? tag(name) : next);
    }
    if (!sawEnd) throw new MalformedReply("the list has no end" + webPage());
  }

  private int tagAfter(int from) {
    int i = from;
    while (i < length && in[i] != '<') i++;
    return i;
  }

  /// Any tag; returns where it ends.
  private int tag(int name) {
    int close = name;
    while (close < length && in[close] != '>') close++;
    if (close == length) throw new MalformedReply("the list ends inside a tag");
    switch (in[name]) {
      case '?' -> {}
      case '!' -> throw new MalformedReply("the list has a declaration" + webPage());
      case '/' -> closed(name + 1, close);
      default -> opened(name, close);
    }
    return close + 1;
  }

  private String webPage() {
    String text = new String(in, 0, length, StandardCharsets.ISO_8859_1);
    return text.toLowerCase(Locale.ROOT).contains("<html")
        ? ": it is a web page, no answer of an S3 server; check the endpoint and its port"
        : "";
  }

  private void closed(int name, int end) {
    if (inContents && is(name, end, CONTENTS)) {
      objects.end();
      inContents = false;
    } else if (is(name, end, ROOT)) {
      sawEnd = true;
    }
  }

  private void opened(int name, int close) {
    if (in[close - 1] == '/') return;
    int end = name;
    while (end < close && in[end] != ' ') end++;
    int text = close + 1;
    if (inContents) {
      objects.leaf(name, end, text);
    } else if (is(name, end, CONTENTS)) {
      inContents = true;
      objects.begin();
    } else if (is(name, end, TRUNCATED)) {
      truncated = is(text, tagAfter(text), TRUE);
    } else if (is(name, end, ENCODING)) {
      sawUrl = is(text, tagAfter(text), URL);
    }
  }

  private boolean is(int from, int to, byte[] name) {
    return Arrays.equals(in, from, to, name, 0, name.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
