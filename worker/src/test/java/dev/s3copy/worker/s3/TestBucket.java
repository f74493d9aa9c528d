// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Page;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bucket whose calls are sent at once, in one of the two ways.
record TestBucket(S3Bucket bucket, Way way) {
  TestBucket(S3Bucket bucket) {
    this(bucket, Way.WAITING);
  }

  BucketAddress location() {
    return bucket.location();
  }

  Page page(Key after, int max) {
    return bucket.page(after, max);
  }

  void preflight(BucketAccess access) {
    bucket.preflight(access).forEach(Runnable::run);
    bucket.cleanUp();
  }

  ObjectHead head(Key key) {
    return way.answer(bucket.head(key));
  }

  /// Moves the buffer's position past the bytes.
  ObjectHead get(Key key, String ifMatchEtag, long from, int length, ByteBuffer into) {
    ByteBuffer target = into.duplicate().limit(into.position() + length);
    ObjectHead head = way.answer(bucket.getRange(key, ifMatchEtag, from, target));
    into.position(into.position() + length);
    return head;
  }

  /// Moves the buffer's position past the bytes.
  ObjectHead getWhole(Key key, String ifMatchEtag, int size, ByteBuffer into) {
    ByteBuffer target = into.duplicate().limit(into.position() + size);
    ObjectHead head = way.answer(bucket.getWhole(key, ifMatchEtag, target));
    into.position(into.position() + size);
    return head;
  }

  ObjectHead getWhole(Key key, String ifMatchEtag, long size, ByteTarget target) {
    return way.answer(bucket.getWhole(key, ifMatchEtag, size, target));
  }

  long getBody(Key key, String ifMatchEtag, ByteBuffer into) {
    return way.answer(bucket.getBody(key, ifMatchEtag, into));
  }

  long getBody(Key key, String ifMatchEtag, long size, ByteTarget target) {
    return way.answer(bucket.getBody(key, ifMatchEtag, size, target));
  }

  ObjectHead getRange(Key key, String ifMatchEtag, long from, long length, ByteTarget target) {
    return way.answer(bucket.getRange(key, ifMatchEtag, from, length, target));
  }

  String tagging(Key key) {
    return way.answer(bucket.tagging(key));
  }

  String put(
      Key key,
      Attributes attributes,
      @Nullable String tagging,
      ByteBuffer body,
      WriteCondition condition) {
    return put(key, attributes, tagging, UploadBody.of(body), condition);
  }

  String put(
      Key key,
      Attributes attributes,
      @Nullable String tagging,
      UploadBody body,
      WriteCondition condition) {
    return way.answer(bucket.put(key, attributes, tagging, body, condition));
  }

  /// Where the call does not wait, nobody looks up which of two conditions did not hold: whoever
  /// takes over sends it again and waits.
  String copy(
      TestBucket source, Key sourceKey, String sourceEtag, Key key, WriteCondition condition) {
    S3Call<String> call = bucket.copy(source.bucket, sourceKey, sourceEtag, key, condition);
    try {
      return way.answer(call);
    } catch (StoreException e) {
      if (e.failure().kind() != FailureKind.DESTINATION_EXISTS) throw e;
      return call.send();
    }
  }

  String createUpload(Key key, Attributes attributes, @Nullable String tagging) {
    return way.answer(bucket.createUpload(key, attributes, tagging));
  }

  String createCopyUpload(Key key, Attributes attributes, @Nullable String tagging) {
    return way.answer(bucket.createCopyUpload(key, attributes, tagging));
  }

  PartResult uploadPart(Key key, String uploadId, int number, ByteBuffer body) {
    return way.answer(bucket.uploadPart(key, uploadId, number, UploadBody.of(body)));
  }

  PartResult copyPart(
      TestBucket source,
      Key sourceKey,
      String sourceEtag,
      Key key,
      String uploadId,
      int number,
      long from,
      long length) {
    return way.answer(
        bucket.copyPart(source.bucket, sourceKey, sourceEtag, key, uploadId, number, from, length));
  }

  String complete(Key key, String uploadId, List<PartResult> parts, WriteCondition condition) {
    return way.answer(bucket.complete(key, uploadId, parts, condition));
  }

  int abort(Key key, String uploadId) {
    return way.answer(bucket.abort(key, uploadId));
  }
}
