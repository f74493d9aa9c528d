// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.http.Response;
import java.util.Base64;

/// ListObjectsV2 and its predecessor.
final class ListOperations {
  /// Keys and prefixes on one page, from the S3 limits.
  private static final int MAX_KEYS = 1000;

  private final Settings settings;

  ListOperations(Settings settings) {
    this.settings = settings;
  }

  Response listV2(S3Request request) throws Refusal {
    Bucket bucket = settings.store().need(request.bucket());
    Query query = request.query();
    boolean encoded = encoded(query);
    Key startAfter = query.key("start-after");
    String token = query.text("continuation-token");
    Key after = token == null ? startAfter : fromToken(token);
    ListPage page =
        ListPage.of(bucket, query.key("prefix"), query.key("delimiter"), after, max(query));
    Xml xml = Xml.document("ListBucketResult").text("Name", request.bucket());
    xml.key("Prefix", query.key("prefix"), encoded);
    if (!startAfter.isEmpty()) xml.key("StartAfter", startAfter, encoded);
    xml.number("KeyCount", page.entries().size());
    if (token != null) xml.text("ContinuationToken", token);
    if (page.truncated()) xml.text("NextContinuationToken", toToken(page.last()));
    return finish(xml, page, query);
  }

  Response listV1(S3Request request) throws Refusal {
    Bucket bucket = settings.store().need(request.bucket());
    Query query = request.query();
    boolean encoded = encoded(query);
    Key marker = query.key("marker");
    Key delimiter = query.key("delimiter");
    ListPage page = ListPage.of(bucket, query.key("prefix"), delimiter, marker, max(query));
    Xml xml = Xml.document("ListBucketResult").text("Name", request.bucket());
    xml.key("Prefix", query.key("prefix"), encoded).key("Marker", marker, encoded);
    if (page.truncated() && !delimiter.isEmpty()) xml.key("NextMarker", page.last(), encoded);
    return finish(xml, page, query);
  }

  private static Response finish(Xml xml, ListPage page, Query query) throws Refusal {
    boolean encoded = encoded(query);
    xml.number("MaxKeys", max(query));
    if (query.has("delimiter")) xml.key("Delimiter", query.key("delimiter"), encoded);
    if (encoded) xml.text("EncodingType", "url");
    xml.text("IsTruncated", Boolean.toString(page.truncated()));
    for (ListPage.Entry entry : page.entries()) {
      StoredObject object = entry.object();
      if (object != null) contents(xml, entry.key(), object, encoded);
    }
    for (ListPage.Entry entry : page.entries()) {
      if (entry.object() != null) continue;
      xml.open("CommonPrefixes").key("Prefix", entry.key(), encoded).close("CommonPrefixes");
    }
    return Response.xml(200, xml.close("ListBucketResult").toBytes());
  }

  private static void contents(Xml xml, Key key, StoredObject object, boolean encoded) {
    xml.open("Contents")
        .key("Key", key, encoded)
        .text("LastModified", Times.iso(object.modifiedMillis()))
        .open("ETag")
        .raw("&quot;" + object.etag() + "&quot;")
        .close("ETag")
        .number("Size", object.size());
    StoredChecksum checksum = object.checksum();
    if (checksum != null) {
      xml.text("ChecksumAlgorithm", checksum.algorithm().name());
      xml.text("ChecksumType", checksum.type());
    }
    xml.text("StorageClass", object.storageClass()).close("Contents");
  }

  static boolean encoded(Query query) throws Refusal {
    String type = query.text("encoding-type");
    if (type == null) return false;
    if (type.equals("url")) return true;
    throw Refusal.invalidArgument("Invalid Encoding Method specified in Request");
  }

  private static int max(Query query) throws Refusal {
    String text = query.text("max-keys");
    if (text == null || text.isEmpty()) return MAX_KEYS;
    try {
      return Math.min(Integer.parseUnsignedInt(text), MAX_KEYS);
    } catch (NumberFormatException e) {
      throw Refusal.invalidArgument("max-keys is not a number");
    }
  }

  private static String toToken(Key key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.bytes());
  }

  private static Key fromToken(String token) throws Refusal {
    try {
      return Key.ofBytes(Base64.getUrlDecoder().decode(token));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidArgument("The continuation token provided is incorrect");
    }
  }
}
