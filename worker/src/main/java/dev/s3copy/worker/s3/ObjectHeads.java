// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.HttpReply;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads what an answer's headers say about an object.
final class ObjectHeads {
  private static final String META = "x-amz-meta-";
  private static final String CHUNKED = "aws-chunked";

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
        Checksums.ofObject(reply),
        tags.isEmpty() ? 0 : (int) number(tags, "x-amz-tagging-count"),
        attributes(reply));
  }

  private static Attributes attributes(HttpReply reply) {
    SortedMap<String, String> kept = new TreeMap<>();
    reply.eachHeader(
        (name, value) -> {
          if (name.startsWith(META)) kept.merge(name, value, (a, b) -> a + "," + b);
          else if (name.equals("content-encoding")) putEncoding(kept, value);
          else if (isContentHeader(name)) kept.put(name, value);
        });
    return new Attributes(kept);
  }

  private static boolean isContentHeader(String name) {
    return switch (name) {
      case "content-type",
          "cache-control",
          "content-disposition",
          "content-language",
          "expires",
          "x-amz-website-redirect-location" ->
          true;
      default -> false;
    };
  }

  /// `aws-chunked` is how an upload was framed, not how the object is encoded; some servers keep
  /// it.
  private static void putEncoding(SortedMap<String, String> kept, String value) {
    StringBuilder rest = new StringBuilder();
    for (String coding : value.split(",", -1)) {
      String name = coding.strip();
      if (name.isEmpty() || name.equals(CHUNKED)) continue;
      if (!rest.isEmpty()) rest.append(',');
      rest.append(name);
    }
    if (!rest.isEmpty()) kept.put("content-encoding", rest.toString());
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
