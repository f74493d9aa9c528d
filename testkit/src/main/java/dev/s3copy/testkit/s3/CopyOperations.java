// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.Response;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// CopyObject. Content is shared, so a copy costs no memory.
final class CopyOperations {
  private final Settings settings;

  CopyOperations(Settings settings) {
    this.settings = settings;
  }

  Response copy(S3Request request) throws Refusal {
    Bucket bucket = settings.store().need(request.bucket());
    ObjectOperations.checkKey(request.key());
    Bucket.Check check = Conditions.ofWrite(request.headers());
    StoredObject source = source(settings, request);
    if (source.size() > BodyReader.MAX_PUT) {
      throw Refusal.badRequest(
          "InvalidRequest",
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + BodyReader.MAX_PUT);
    }
    boolean replaces = replaces(request, "x-amz-metadata-directive");
    boolean retags = replaces(request, "x-amz-tagging-directive");
    checkNotOntoItself(request, replaces);
    SortedMap<String, String> headers = new TreeMap<>(kept(source, request));
    if (replaces) headers = new TreeMap<>(Metadata.of(request.headers()));
    headers.putAll(Encryption.of(request.headers(), bucket.encryption()));
    StoredObject copy =
        new StoredObject(
            source.content(),
            Encryption.etag(headers, Etags.ofContent(source.content())),
            settings.nowMillis(),
            Metadata.of(headers),
            retags ? Tags.ofHeader(request.header("x-amz-tagging")) : source.tags(),
            checksum(source, request));
    bucket.put(request.key(), copy, check);
    Xml xml = Xml.document("CopyObjectResult").text("ETag", "\"" + copy.etag() + "\"");
    xml.text("LastModified", Times.iso(copy.modifiedMillis()));
    if (copy.checksum() != null) copy.checksum().addTo(xml);
    return Response.xml(200, xml.close("CopyObjectResult").toBytes());
  }

  /// What `x-amz-copy-source` names, once its conditions hold.
  static StoredObject source(Settings settings, S3Request request) throws Refusal {
    Target source = Target.parseCopySource(request.headers().first("x-amz-copy-source", ""));
    if (source.bucket().isEmpty() || source.key().isEmpty()) {
      throw Refusal.invalidArgument("Copy Source must mention the source bucket and key");
    }
    if (source.query().has("versionId")) {
      throw Refusal.of(501, "NotImplemented", "This server keeps no versions.");
    }
    StoredObject object = settings.store().need(source.bucket()).need(source.key());
    Encryption.checkCopySource(request.headers(), object);
    Conditions.ofCopySource(request.headers(), object);
    ObjectOperations.checkNotArchived(object);
    return object;
  }

  /// Of the whole copy: what was composite is computed anew.
  private static @Nullable StoredChecksum checksum(StoredObject source, S3Request request) {
    StoredChecksum had = source.checksum();
    ChecksumAlgorithm wanted = ChecksumAlgorithm.named(request.header("x-amz-checksum-algorithm"));
    if (wanted == null) {
      if (had == null || !had.composite()) return had;
      wanted = had.algorithm();
    }
    boolean same = had != null && !had.composite() && had.algorithm() == wanted;
    return same ? had : StoredChecksum.of(wanted, source.content());
  }

  /// The storage class is that of the request even where metadata is copied.
  private static SortedMap<String, String> kept(StoredObject source, S3Request request) {
    SortedMap<String, String> headers = new TreeMap<>(source.headers());
    headers.remove("x-amz-storage-class");
    headers.keySet().removeAll(Encryption.KEPT);
    String storageClass = request.header("x-amz-storage-class");
    if (storageClass != null) headers.put("x-amz-storage-class", storageClass);
    return Metadata.of(headers);
  }

  private static void checkNotOntoItself(S3Request request, boolean replaces) throws Refusal {
    Target source = Target.parseCopySource(request.headers().first("x-amz-copy-source", ""));
    boolean same = source.bucket().equals(request.bucket()) && source.key().equals(request.key());
    if (same && !replaces && request.header("x-amz-storage-class") == null) {
      throw Refusal.badRequest(
          "InvalidRequest",
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class or encryption attributes.");
    }
  }

  private static boolean replaces(S3Request request, String header) throws Refusal {
    Headers headers = request.headers();
    return switch (headers.first(header, "COPY")) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      default -> throw Refusal.invalidArgument("Unknown " + header);
    };
  }
}
