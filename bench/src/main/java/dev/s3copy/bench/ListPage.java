// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import dev.s3copy.bench.Keyspace.Item;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Answers ListObjectsV2 and ListObjects: prefix, delimiter, start-after, marker, tokens, max-keys
/// and encoding-type, always in byte order.
final class ListPage {
  private static final int MAX_KEYS = 1000;
  private static final HexFormat HEX = HexFormat.of();

  private final Keyspace keys;
  private final Bytes out;
  private final boolean version2;
  private final boolean urlEncoded;
  private final String prefix;
  private final String delimiter;
  private final int maxKeys;
  private final String after;
  private int count;
  private String last = "";

  ListPage(Keyspace keys, Request request, Bytes out) {
    this.keys = keys;
    this.out = out;
    version2 = request.has("list-type");
    urlEncoded = request.parameter("encoding-type", "").equals("url");
    prefix = request.parameter("prefix", "");
    delimiter = request.parameter("delimiter", "");
    maxKeys = Math.min(MAX_KEYS, Integer.parseInt(request.parameter("max-keys", "1000")));
    String token = request.parameter("continuation-token", "");
    after =
        token.isEmpty()
            ? request.parameter(version2 ? "start-after" : "marker", "")
            : new String(HEX.parseHex(token), StandardCharsets.ISO_8859_1);
  }

  void write(String bucket) {
    out.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult ");
    out.add("xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>").add(bucket);
    out.add("</Name>");
    element("Prefix", prefix);
    element(version2 ? "StartAfter" : "Marker", after);
    if (!delimiter.isEmpty()) element("Delimiter", delimiter);
    if (urlEncoded) out.add("<EncodingType>url</EncodingType>");
    out.add("<MaxKeys>").add(maxKeys).add("</MaxKeys>");
    boolean truncated = writeEntries();
    if (version2) out.add("<KeyCount>").add(count).add("</KeyCount>");
    out.add("<IsTruncated>").add(truncated ? "true" : "false").add("</IsTruncated>");
    if (truncated) writeNext();
    out.add("</ListBucketResult>");
  }

  private boolean writeEntries() {
    @Nullable Item item = first();
    while (item != null && item.key().startsWith(prefix)) {
      if (count == maxKeys) return true;
      count++;
      int cut = delimiter.isEmpty() ? -1 : item.key().indexOf(delimiter, prefix.length());
      if (cut < 0) {
        writeItem(item);
        last = item.key();
        item = keys.next(item);
      } else {
        last = item.key().substring(0, cut + delimiter.length());
        out.add("<CommonPrefixes>");
        element("Prefix", last);
        out.add("</CommonPrefixes>");
        item = keys.ceiling(last + Names.LAST);
      }
    }
    return false;
  }

  private @Nullable Item first() {
    if (after.compareTo(prefix) < 0) return keys.ceiling(prefix);
    if (!delimiter.isEmpty() && after.endsWith(delimiter)) return keys.ceiling(after + Names.LAST);
    Item item = keys.ceiling(after);
    return item != null && item.key().equals(after) && !after.isEmpty() ? keys.next(item) : item;
  }

  private void writeItem(Item item) {
    out.add("<Contents>");
    element("Key", item.key());
    out.add("<LastModified>").add(HttpClock.modifiedIso(item.modified())).add("</LastModified>");
    out.add("<ETag>&quot;").add(item.etag().substring(1, item.etag().length() - 1));
    out.add("&quot;</ETag><Size>").add(item.size());
    out.add("</Size><StorageClass>STANDARD</StorageClass></Contents>");
  }

  private void writeNext() {
    if (version2) {
      String token = HEX.formatHex(last.getBytes(StandardCharsets.ISO_8859_1));
      out.add("<NextContinuationToken>").add(token).add("</NextContinuationToken>");
    } else {
      element("NextMarker", last);
    }
  }

  private void element(String name, String value) {
    out.add("<").add(name).add(">");
    if (urlEncoded) Names.appendUrlEncoded(out, value);
    else Names.appendXml(out, value);
    out.add("</").add(name).add(">");
  }
}
