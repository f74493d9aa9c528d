// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.http.HttpReply;
import dev.s3copy.worker.s3.text.ETags;
import dev.s3copy.worker.s3.text.MalformedReply;
import dev.s3copy.worker.s3.text.UriEncoding;
import dev.s3copy.worker.s3.text.XmlText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// PUT, CopyObject and multipart uploads. An answer without an ETag is never taken for success.
final class ObjectWrites {
  private final BucketRequests requests;
  private final TagPolicy tags;

  ObjectWrites(BucketRequests requests, TagPolicy tags) {
    this.requests = requests;
    this.tags = tags;
  }

  S3Call<String> put(
      Key key,
      Attributes attributes,
      @Nullable String tagging,
      UploadBody body,
      WriteCondition condition) {
    return requests.sending(
        body.bytes().remaining(),
        () ->
            withBody(described(S3Operation.PUT, key, "", attributes, tagging), body)
                .onlyIf(condition),
        ObjectWrites::headerETag);
  }

  private static S3Request withBody(S3Request request, UploadBody body) {
    if (request.dialect().has(Capability.CHECKSUM_ON_WRITE)) {
      request.header(Checksums.UPLOAD_HEADER, body.checksum());
    } else if (request.dialect().has(Capability.MD5_ON_WRITE)) {
      request.header("content-md5", Checksums.md5(body.bytes()));
    }
    return request.body(body.bytes());
  }

  private S3Request described(
      S3Operation operation,
      Key key,
      String query,
      Attributes attributes,
      @Nullable String tagging) {
    S3Request request = requests.object(operation, key, query);
    attributes.headers().forEach(request::header);
    if (tagging == null || tagging.isEmpty()) return request;
    Dialect dialect = requests.dialect();
    boolean kept = dialect.has(Capability.TAGS) && dialect.has(Capability.WRITES_TAGS);
    return kept ? request.header(Header.TAGGING, tagging) : request;
  }

  /// Metadata and tags go along: that is the server's default. Tags that are to be dropped are
  /// replaced by none.
  ///
  /// @param explanation see [BucketRequests#call]
  S3Call<String> copy(
      CopySource source,
      Key key,
      WriteCondition condition,
      UnaryOperator<StoreException> explanation) {
    return requests.call(
        () -> source.addTo(creatingCopy(key)).onlyIf(condition),
        ObjectWrites::bodyETag,
        explanation);
  }

  private S3Request creatingCopy(Key key) {
    S3Request request = requests.object(S3Operation.COPY, key);
    boolean dropped = tags == TagPolicy.DROP || !requests.dialect().has(Capability.WRITES_TAGS);
    return dropped ? request.header(Header.NO_TAGS) : request;
  }

  /// @param sendsParts whether parts are sent rather than copied: they bring their CRC, which S3
  ///     takes only where it was announced
  S3Call<String> createUpload(
      Key key, Attributes attributes, @Nullable String tagging, boolean sendsParts) {
    return requests.call(
        () -> {
          S3Request request =
              described(S3Operation.CREATE_UPLOAD, key, "uploads=", attributes, tagging);
          Dialect dialect = requests.dialect();
          if (!sendsParts || !dialect.has(Capability.CHECKSUM_ON_WRITE)) return request;
          request.header("x-amz-checksum-algorithm", Checksums.UPLOAD_ALGORITHM);
          boolean whole = dialect.has(Capability.CHECKSUM_OF_WHOLE);
          return whole ? request.header("x-amz-checksum-type", "FULL_OBJECT") : request;
        },
        ObjectWrites::uploadId);
  }

  private static String uploadId(S3Request request, HttpReply reply) {
    String uploadId = element(request, reply, "UploadId");
    if (uploadId.isEmpty()) throw S3Failures.badResponse(request, reply, "no UploadId");
    return uploadId;
  }

  S3Call<PartResult> uploadPart(Key key, String uploadId, int number, UploadBody body) {
    String query = partQuery(uploadId, number);
    return requests.sending(
        body.bytes().remaining(),
        () -> withBody(requests.object(S3Operation.UPLOAD_PART, key, query), body),
        // Echoed only by a server that keeps it; one that does not must not be told it again.
        (request, reply) ->
            new PartResult(
                number, headerETag(request, reply), reply.header(Checksums.UPLOAD_HEADER)));
  }

  S3Call<PartResult> copyPart(
      CopySource source, CopyRange range, Key key, String uploadId, int number) {
    String query = partQuery(uploadId, number);
    return requests.call(
        () ->
            source
                .addTo(requests.object(S3Operation.COPY_PART, key, query))
                .header("x-amz-copy-source-range", range.header()),
        (request, reply) ->
            new PartResult(
                number,
                copiedETag(request, reply),
                element(request, reply, Checksums.UPLOAD_ELEMENT)));
  }

  /// @param length at least 1
  record CopyRange(long from, long length) {
    String header() {
      return "bytes=" + from + '-' + (from + length - 1);
    }
  }

  S3Call<String> complete(
      Key key, String uploadId, List<PartResult> parts, WriteCondition condition) {
    byte[] document = CompletedUpload.document(parts).getBytes(StandardCharsets.UTF_8);
    return requests.call(
        () ->
            requests
                .object(S3Operation.COMPLETE, key, uploadQuery(uploadId))
                .onlyIf(condition)
                .header("content-type", "application/xml")
                .body(ByteBuffer.wrap(document)),
        ObjectWrites::bodyETag);
  }

  /// Replaces the tags of an object.
  ///
  /// @param tagging as a header value
  S3Call<Integer> putTagging(Key key, String tagging) {
    byte[] document = Tags.document(tagging).getBytes(StandardCharsets.UTF_8);
    return requests.call(
        () -> {
          S3Request request = requests.object(S3Operation.PUT_TAGGING, key, "tagging=");
          return request
              .header("content-type", "application/xml")
              .header("content-md5", Checksums.md5(ByteBuffer.wrap(document)))
              .body(ByteBuffer.wrap(document));
        },
        (_, reply) -> reply.status());
  }

  S3Call<Integer> remove(Key key) {
    return requests.call(
        () -> requests.object(S3Operation.DELETE, key), (_, reply) -> reply.status());
  }

  S3Call<Integer> abort(Key key, String uploadId) {
    return requests.call(
        () -> requests.object(S3Operation.ABORT, key, uploadQuery(uploadId)),
        (_, reply) -> reply.status());
  }

  private static String partQuery(String uploadId, int number) {
    return "partNumber=" + number + '&' + uploadQuery(uploadId);
  }

  private static String uploadQuery(String uploadId) {
    return "uploadId=" + UriEncoding.query(uploadId);
  }

  private static String headerETag(S3Request request, HttpReply reply) {
    if (ObjectHeads.isOpaque(reply)) request.dialect().hidesHashes();
    return required(request, reply, reply.header("etag"));
  }

  private static String bodyETag(S3Request request, HttpReply reply) {
    return required(request, reply, element(request, reply, "ETag"));
  }

  /// A server that does not know this request takes it for a part without bytes.
  private static String copiedETag(S3Request request, HttpReply reply) {
    if (!reply.header("etag").isEmpty() && element(request, reply, "ETag").isEmpty()) {
      request.dialect().lacks(Capability.COPIES_PARTS, "takes UploadPartCopy for UploadPart");
    }
    return bodyETag(request, reply);
  }

  private static String required(S3Request request, HttpReply reply, String etag) {
    String bare = ETags.unquoted(etag);
    if (bare.isEmpty()) throw S3Failures.badResponse(request, reply, "success without an ETag");
    return bare;
  }

  private static String element(S3Request request, HttpReply reply, String name) {
    try {
      @Nullable String text = XmlText.first(reply.body(), reply.bodyLength(), name);
      return text == null ? "" : text.strip();
    } catch (MalformedReply e) {
      throw S3Failures.badResponse(request, reply, e.finding());
    }
  }
}
