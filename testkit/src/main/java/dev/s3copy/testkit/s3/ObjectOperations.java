// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// GET, HEAD, PUT and DELETE of one object, and its tags.
final class ObjectOperations {
  /// From the S3 limits.
  private static final int MAX_KEY_BYTES = 1024;

  private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

  private final Settings settings;

  ObjectOperations(Settings settings) {
    this.settings = settings;
  }

  /// GET, and HEAD, whose body the connection leaves out.
  Response read(S3Request request) throws Refusal {
    StoredObject object = settings.store().need(request.bucket()).need(request.key());
    Encryption.checkRead(request.headers(), object);
    Conditions.Outcome outcome = Conditions.ofRead(request.headers(), object);
    if (outcome == Conditions.Outcome.FAILED) throw Refusal.preconditionFailed("If-Match");
    Headers.Builder headers = Headers.builder();
    headers.add("ETag", "\"" + object.etag() + "\"");
    headers.add("Last-Modified", Times.http(object.modifiedMillis()));
    if (outcome == Conditions.Outcome.NOT_MODIFIED) return Response.empty(304, headers.build());
    if (request.operation() == S3Operation.GET_OBJECT) checkNotArchived(object);
    headers.add("Accept-Ranges", "bytes");
    Metadata.addTo(headers, object);
    if (!object.tags().isEmpty()) {
      headers.add("x-amz-tagging-count", Integer.toString(object.tags().size()));
    }
    ByteRange range = range(headers, request, object);
    if (range == null) {
      addChecksum(headers, request, object);
      ByteRange whole = new ByteRange(0, object.size());
      return new Response(200, headers.build(), payload(object.content(), whole));
    }
    headers.add("Content-Range", range.header(object.size()));
    return new Response(206, headers.build(), payload(object.content(), range));
  }

  /// From the Range header, or the part of a multipart object that `partNumber` names.
  private static @Nullable ByteRange range(
      Headers.Builder headers, S3Request request, StoredObject object) throws Refusal {
    String number = request.query().text("partNumber");
    if (number == null) return ByteRange.of(request.header("range"), object.size());
    List<Content> parts =
        object.content() instanceof Content.Joined joined
            ? joined.parts()
            : List.of(object.content());
    headers.add("x-amz-mp-parts-count", Integer.toString(parts.size()));
    return ByteRange.ofPart(number, parts);
  }

  Response put(S3Request request, InputStream body) throws Refusal, IOException {
    Bucket bucket = settings.store().need(request.bucket());
    checkKey(request.key());
    Bucket.Check check = Conditions.ofWrite(request.headers());
    Received received = new BodyReader(request.headers(), body).read(null);
    SortedMap<String, String> headers = Metadata.of(request.headers(), bucket);
    StoredObject object =
        new StoredObject(
            received.content(),
            Encryption.etag(headers, received.etag()),
            settings.nowMillis(),
            headers,
            Tags.ofHeader(request.header("x-amz-tagging")),
            received.checksum());
    bucket.put(request.key(), object, check);
    return Response.empty(200, written(object));
  }

  Response delete(S3Request request) throws Refusal {
    String match = request.header("if-match");
    Bucket.Check check = match == null ? present -> {} : Conditions.ofWrite(request.headers());
    settings.store().need(request.bucket()).remove(request.key(), check);
    return Response.empty(204, Headers.NONE);
  }

  Response tags(S3Request request) throws Refusal {
    StoredObject object = settings.store().need(request.bucket()).need(request.key());
    return Response.xml(200, Tags.toDocument(object.tags()));
  }

  Response putTags(S3Request request, byte[] document) throws Refusal {
    settings.store().need(request.bucket()).retag(request.key(), Tags.ofDocument(document));
    return Response.empty(200, Headers.NONE);
  }

  Response deleteTags(S3Request request) throws Refusal {
    settings.store().need(request.bucket()).retag(request.key(), Tags.NONE);
    return Response.empty(204, Headers.NONE);
  }

  static void checkKey(Key key) throws Refusal {
    if (key.length() > MAX_KEY_BYTES) {
      throw Refusal.badRequest("KeyTooLongError", "Your key is too long");
    }
  }

  static void checkNotArchived(StoredObject object) throws Refusal {
    if (!ARCHIVES.contains(object.storageClass())) return;
    throw Refusal.of(
            403, "InvalidObjectState", "The operation is not valid for the object's storage class")
        .detail("StorageClass", object.storageClass());
  }

  static Headers written(StoredObject object) {
    Headers.Builder headers = Headers.builder().add("ETag", "\"" + object.etag() + "\"");
    Encryption.addTo(headers, object.headers());
    StoredChecksum checksum = object.checksum();
    if (checksum != null) checksum.addTo(headers);
    return headers.build();
  }

  private static void addChecksum(Headers.Builder out, S3Request request, StoredObject object) {
    StoredChecksum checksum = object.checksum();
    boolean asked = request.headers().first("x-amz-checksum-mode", "").equalsIgnoreCase("ENABLED");
    if (asked && checksum != null) checksum.addTo(out);
  }

  private static Response.Payload payload(Content content, ByteRange range) {
    return new Response.Payload() {
      @Override
      public long length() {
        return range.length();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        content.writeTo(out, range.from(), range.until());
      }
    };
  }
}
