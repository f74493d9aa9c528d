// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.listing.Entry;
import dev.s3copy.worker.s3.ByteTarget;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.S3Bucket;
import java.nio.ByteBuffer;

/// The reading side of an operation on a bucket: what an object carries, and what it is now.
public record S3Source(S3Bucket bucket, Retrier retrier) {
  ObjectHead head(Entry entry, Attempts attempts) throws InterruptedException {
    return retrier.call(attempts, () -> bucket.head(entry.key()));
  }

  /// The tag set as a header value; one more request, and only where the object has tags.
  String tagging(Entry entry, ObjectHead head, Attempts attempts) throws InterruptedException {
    if (head.tagCount() == 0) return "";
    return retrier.call(attempts, () -> bucket.tagging(entry.key()));
  }

  /// Reads an object that fits the buffer, checksum compared; the buffer holds just its bytes then.
  ObjectHead getWhole(Entry entry, ByteBuffer into, Attempts attempts) throws InterruptedException {
    int size = Math.toIntExact(entry.size());
    ObjectHead head =
        retrier.call(
            attempts,
            () -> bucket.getWhole(entry.key(), entry.etag(), size, into.clear().limit(size)));
    into.clear().limit(size);
    return head;
  }

  /// As [#getWhole], with the bytes going straight to where they are wanted.
  ObjectHead getWhole(Entry entry, ByteTarget target, Attempts attempts)
      throws InterruptedException {
    return retrier.call(
        attempts, () -> bucket.getWhole(entry.key(), entry.etag(), entry.size(), target));
  }

  /// Reads a part of an object; the buffer holds just its bytes then.
  void getRange(Entry entry, long from, int length, ByteBuffer into, Attempts attempts)
      throws InterruptedException {
    var _ =
        retrier.call(
            attempts,
            () -> bucket.get(entry.key(), entry.etag(), from, length, into.clear().limit(length)));
    into.clear().limit(length);
  }

  /// As [#getRange], with the bytes going straight to where they are wanted.
  void getRange(Entry entry, long from, int length, ByteTarget target, Attempts attempts)
      throws InterruptedException {
    var _ =
        retrier.call(
            attempts, () -> bucket.getRange(entry.key(), entry.etag(), from, length, target));
  }

  Entry lookAgain(Entry entry) {
    ObjectHead head = bucket.head(entry.key());
    return new Entry(
        entry.key(),
        entry.kind(),
        head.size(),
        head.etag(),
        head.modifiedMillis(),
        entry.storageClass());
  }
}
