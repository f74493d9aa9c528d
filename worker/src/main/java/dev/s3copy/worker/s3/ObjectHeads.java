// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.HttpReply;
import dev.s3copy.worker.s3.text.ETags;
import dev.s3copy.worker.s3.text.HttpDates;
import dev.s3copy.worker.s3.text.MalformedReply;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads what an answer's headers say about an object.
final class ObjectHeads {
  private static final String META = "x-amz-meta-";
  private static final String ENCODING = "content-encoding";
  private static final String CHUNKED = "aws-chunked";
  private static final String[] CONTENT_HEADERS = {
    "content-type",
    "cache-control",
    "content-disposition",
    "content-language",
    "expires",
    "x-amz-website-redirect-location"
  };

  private ObjectHeads() {}

  /// @param size of the whole object
  static ObjectHead of(HttpReply reply, long size) {
    String storageClass = reply.header("x-amz-storage-class");
    String tags = reply.header("x-amz-tagging-count");
    return new ObjectHead(
        ETags.unquoted(reply.header("etag")),
        size,
        HttpDates.millis(reply.header("last-modified")),
        storageClass,
        Checksums.ofObject(reply::headerOrNull),
        tags.isEmpty() ? 0 : (int) number(tags, "x-amz-tagging-count"),
        isOpaque(reply),
        attributes(reply));
  }

  /// Source: "ETag" in the S3 user guide, *Checking object integrity*.
  static boolean isOpaque(HttpReply reply) {
    return reply.header("x-amz-server-side-encryption").startsWith(EncryptionKey.KMS)
        || !reply.header("x-amz-server-side-encryption-customer-algorithm").isEmpty();
  }

  private static Attributes attributes(HttpReply reply) {
    SortedMap<String, String> kept = new TreeMap<>();
    reply.eachHeader(META, (name, value) -> kept.merge(name, value, (a, b) -> a + "," + b));
    for (String name : CONTENT_HEADERS) {
      String value = reply.headerOrNull(name);
      if (value != null) kept.put(name, value);
    }
    String encoding = reply.headerOrNull(ENCODING);
    if (encoding != null) putEncoding(kept, encoding);
    return new Attributes(kept);
  }

  /// `aws-chunked` says how an upload was framed, not how the object is encoded, but some servers
  /// keep it.
  private static void putEncoding(SortedMap<String, String> kept, String value) {
    StringBuilder rest = new StringBuilder();
    for (String coding : value.split(",", -1)) {
      String name = coding.strip();
      if (name.isEmpty() || name.equals(CHUNKED)) continue;
      if (!rest.isEmpty()) rest.append(',');
      rest.append(name);
    }
    if (!rest.isEmpty()) kept.put(ENCODING, rest.toString());
  }

  static long number(String text, String header) {
    try {
      long n = Long.parseLong(text);
      if (n >= 0) return n;
    } catch (NumberFormatException e) {
      throw new MalformedReply(header + " is '" + text + "'");
    }
    throw new MalformedReply(header + " is '" + text + "'");
  }
}
