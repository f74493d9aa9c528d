// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.listing.Entry;
import dev.s3copy.worker.s3.ByteTarget;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.S3Bucket;
import java.nio.ByteBuffer;

/// The bucket that objects are read from. Methods that take [Retries] wait and try again; they are
/// for objects in parts.
public record S3Source(S3Bucket bucket, Retrier retrier) {
  ObjectHead head(Entry entry, Retries retries) throws InterruptedException {
    return retrier.call(retries, bucket.head(entry.key())::send);
  }

  /// The tag set as a header value; one more request, and only where the object has tags.
  String tagging(Entry entry, ObjectHead head, Retries retries) throws InterruptedException {
    if (head.tagCount() == 0) return "";
    return retrier.call(retries, bucket.tagging(entry.key())::send);
  }

  /// Reads a part of an object: as much as the buffer has room for.
  void getRange(Entry entry, long from, ByteBuffer into, Retries retries)
      throws InterruptedException {
    var _ = retrier.call(retries, bucket.getRange(entry.key(), entry.etag(), from, into)::send);
  }

  /// As [#getRange], with the bytes going straight to where they are wanted.
  void getRange(Entry entry, long from, int length, ByteTarget target, Retries retries)
      throws InterruptedException {
    var _ =
        retrier.call(
            retries, bucket.getRange(entry.key(), entry.etag(), from, length, target)::send);
  }

  Entry lookAgain(Entry entry, Retries retries) throws InterruptedException {
    ObjectHead head = head(entry, retries);
    return new Entry(
        entry.key(),
        entry.kind(),
        head.size(),
        head.etag(),
        head.modifiedMillis(),
        entry.storageClass());
  }
}
