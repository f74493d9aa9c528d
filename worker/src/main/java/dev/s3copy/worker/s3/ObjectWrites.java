// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.key.Key;
import dev.s3copy.worker.http.HttpReply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// PUT, CopyObject and multipart uploads. None counts as done without an ETag in the answer.
final class ObjectWrites {
  private final BucketRequests requests;

  ObjectWrites(BucketRequests requests) {
    this.requests = requests;
  }

  String put(S3Request request, ByteBuffer body) {
    return headerETag(request, requests.call(withBody(request, UploadBody.of(body))));
  }

  @Nullable Pending<String> tryPut(S3Request request, UploadBody body, Runnable arrived) {
    return requests.tryCall(withBody(request, body), ObjectWrites::headerETag, arrived);
  }

  private static S3Request withBody(S3Request request, UploadBody body) {
    return request.header(Checksums.UPLOAD_HEADER, body.checksum()).body(body.bytes());
  }

  S3Request putRequest(Key key, Attributes attributes, @Nullable String tagging) {
    return described(requests.object(S3Operation.PUT, key), attributes, tagging);
  }

  private static S3Request described(
      S3Request request, Attributes attributes, @Nullable String tagging) {
    attributes.headers().forEach(request::header);
    if (tagging != null && !tagging.isEmpty()) request.header("x-amz-tagging", tagging);
    return request;
  }

  /// Metadata and tags go along: that is the server's default.
  String copy(String copySource, String sourceEtag, Key key, WriteCondition condition) {
    S3Request request = requests.object(S3Operation.COPY, key).onlyIf(condition);
    return bodyETag(request, requests.call(pinned(request, copySource, sourceEtag)));
  }

  @Nullable Pending<String> tryCopy(
      String copySource, String sourceEtag, Key key, WriteCondition condition, Runnable arrived) {
    S3Request request = requests.object(S3Operation.COPY, key).onlyIf(condition);
    return requests.tryCall(
        pinned(request, copySource, sourceEtag), ObjectWrites::bodyETag, arrived);
  }

  private static S3Request pinned(S3Request request, String copySource, String sourceEtag) {
    request.header("x-amz-copy-source", copySource);
    return sourceEtag.isEmpty()
        ? request
        : request.header("x-amz-copy-source-if-match", ETags.quoted(sourceEtag));
  }

  S3Request uploadRequest(Key key, Attributes attributes, @Nullable String tagging) {
    S3Request request = requests.object(S3Operation.CREATE_UPLOAD, key, "uploads=");
    return described(request, attributes, tagging);
  }

  /// Parts bring their CRC, which S3 takes only where it was announced.
  static S3Request withChecksums(S3Request request) {
    return request
        .header("x-amz-checksum-algorithm", Checksums.UPLOAD_ALGORITHM)
        .header("x-amz-checksum-type", "FULL_OBJECT");
  }

  String createUpload(S3Request request) {
    HttpReply reply = requests.call(request);
    String uploadId = element(request, reply, "UploadId");
    if (uploadId.isEmpty()) throw S3Failures.badResponse(request, reply, "no UploadId");
    return uploadId;
  }

  PartResult uploadPart(Key key, String uploadId, int number, ByteBuffer body) {
    S3Request request =
        withBody(
            requests.object(S3Operation.UPLOAD_PART, key, partQuery(uploadId, number)),
            UploadBody.of(body));
    HttpReply reply = requests.call(request);
    // Echoed only by a server that keeps it; one that does not must not be told it again.
    return new PartResult(
        number, headerETag(request, reply), reply.header(Checksums.UPLOAD_HEADER));
  }

  PartResult copyPart(CopySource source, Key key, String uploadId, int number) {
    S3Request request =
        requests
            .object(S3Operation.COPY_PART, key, partQuery(uploadId, number))
            .header("x-amz-copy-source-range", source.range());
    HttpReply reply = requests.call(pinned(request, source.path(), source.etag()));
    String etag = bodyETag(request, reply);
    return new PartResult(number, etag, element(request, reply, Checksums.UPLOAD_ELEMENT));
  }

  /// @param path as `x-amz-copy-source` wants it
  record CopySource(String path, String etag, long from, long length) {
    String range() {
      return "bytes=" + from + '-' + (from + length - 1);
    }
  }

  String complete(Key key, String uploadId, List<PartResult> parts, WriteCondition condition) {
    byte[] document = CompletedUpload.document(parts).getBytes(StandardCharsets.UTF_8);
    S3Request request =
        requests
            .object(S3Operation.COMPLETE, key, uploadQuery(uploadId))
            .onlyIf(condition)
            .header("content-type", "application/xml")
            .body(ByteBuffer.wrap(document));
    return bodyETag(request, requests.call(request));
  }

  void abort(Key key, String uploadId) {
    requests.call(requests.object(S3Operation.ABORT, key, uploadQuery(uploadId)));
  }

  private static String partQuery(String uploadId, int number) {
    return "partNumber=" + number + '&' + uploadQuery(uploadId);
  }

  private static String uploadQuery(String uploadId) {
    return "uploadId=" + UriEncoding.query(uploadId);
  }

  private static String headerETag(S3Request request, HttpReply reply) {
    return required(request, reply, reply.header("etag"));
  }

  private static String bodyETag(S3Request request, HttpReply reply) {
    return required(request, reply, element(request, reply, "ETag"));
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
