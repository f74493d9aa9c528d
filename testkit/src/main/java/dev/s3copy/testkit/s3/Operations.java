// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.Response;
import java.io.IOException;
import java.io.InputStream;

/// From a request to the operation that answers it; the signature comes first.
final class Operations {
  private final Settings settings;
  private final SignatureCheck signatures;
  private final BucketOperations buckets;
  private final ListOperations lists;
  private final ObjectOperations objects;
  private final CopyOperations copies;
  private final UploadOperations uploads;
  private final UploadCompletion completion;

  Operations(Settings settings) {
    this.settings = settings;
    this.signatures = new SignatureCheck(settings.identity(), settings.clock());
    this.buckets = new BucketOperations(settings);
    this.lists = new ListOperations(settings);
    this.objects = new ObjectOperations(settings);
    this.copies = new CopyOperations(settings);
    this.uploads = new UploadOperations(settings);
    this.completion = new UploadCompletion(settings);
  }

  Response answer(S3Request request, InputStream body) throws Refusal, IOException {
    try {
      signatures.check(request);
      checkAccounts(request);
      return perform(request, body);
    } catch (Refusal refusal) {
      if (request.operation() != S3Operation.HEAD_BUCKET) throw refusal;
      String region = settings.identity().region();
      throw refusal.with(Headers.builder().add("x-amz-bucket-region", region).build());
    }
  }

  /// Of the bucket, and of the bucket that is copied from.
  private void checkAccounts(S3Request request) throws Refusal {
    String payer = request.header("x-amz-request-payer");
    Bucket bucket = settings.store().find(request.bucket());
    if (bucket != null) bucket.checkAccount(request.header("x-amz-expected-bucket-owner"), payer);
    String copied = request.header("x-amz-copy-source");
    if (copied == null) return;
    Bucket source = settings.store().find(Target.parseCopySource(copied).bucket());
    if (source == null) return;
    source.checkAccount(request.header("x-amz-source-expected-bucket-owner"), payer);
  }

  private Response perform(S3Request request, InputStream body) throws Refusal, IOException {
    String bucket = request.bucket();
    return switch (request.operation()) {
      case LIST_BUCKETS -> buckets.list();
      case CREATE_BUCKET -> buckets.create(bucket);
      case HEAD_BUCKET -> buckets.head(bucket);
      case DELETE_BUCKET -> buckets.delete(bucket);
      case GET_BUCKET_LOCATION -> buckets.location(bucket);
      case GET_BUCKET_VERSIONING -> buckets.versioning(bucket);
      case LIST_OBJECTS -> lists.listV1(request);
      case LIST_OBJECTS_V2 -> lists.listV2(request);
      case LIST_MULTIPART_UPLOADS -> uploads.uploads(request);
      case DELETE_OBJECTS -> buckets.deleteObjects(bucket, document(request, body));
      case GET_OBJECT, HEAD_OBJECT -> objects.read(request);
      case PUT_OBJECT -> objects.put(request, body);
      case COPY_OBJECT -> copies.copy(request);
      case DELETE_OBJECT -> objects.delete(request);
      case GET_OBJECT_TAGGING -> objects.tags(request);
      case PUT_OBJECT_TAGGING -> objects.putTags(request, document(request, body));
      case DELETE_OBJECT_TAGGING -> objects.deleteTags(request);
      case CREATE_MULTIPART_UPLOAD -> uploads.create(request);
      case UPLOAD_PART -> uploads.part(request, body);
      case UPLOAD_PART_COPY -> uploads.partCopy(request);
      case COMPLETE_MULTIPART_UPLOAD -> completion.complete(request, document(request, body));
      case ABORT_MULTIPART_UPLOAD -> uploads.abort(request);
      case LIST_PARTS -> uploads.parts(request);
      case UNKNOWN ->
          throw Refusal.of(501, "NotImplemented", "This server does not know that operation.");
    };
  }

  /// The checksum of a CompleteMultipartUpload is of the object, not of the document.
  private static byte[] document(S3Request request, InputStream body) throws Refusal, IOException {
    Headers headers = request.headers();
    if (request.operation() == S3Operation.COMPLETE_MULTIPART_UPLOAD) {
      for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
        headers = headers.without(algorithm.header());
      }
    }
    return new BodyReader(headers, body).document();
  }
}
