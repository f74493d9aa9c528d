// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.worker.s3.ByteTarget;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.TagPolicy;
import java.nio.ByteBuffer;

/// The bucket that objects are read from. Methods that take [Retries] wait and try again; they are
/// for objects in parts.
public record S3Source(S3Bucket bucket, Retrier retrier) {
  ObjectHead head(Entry entry, Retries retries) throws InterruptedException {
    return retrier.call(retries, bucket.head(entry.key())::send);
  }

  /// Whether an object's tags are asked for. S3 tells their number only to those who may read them,
  /// so where they are required every object is asked for its own.
  boolean readsTags(ObjectHead head) {
    return switch (bucket.tags()) {
      case DROP -> false;
      case BEST_EFFORT -> head.tagCount() > 0 && bucket.mayHaveTags();
      case REQUIRED -> true;
    };
  }

  /// The tag set as a header value; one more request, and only where [#readsTags] says so.
  String tagging(Entry entry, ObjectHead head, Retries retries) throws InterruptedException {
    if (!readsTags(head)) return "";
    return retrier.call(retries, bucket.tagging(entry.key())::send);
  }

  /// The tags that a copy made by the server must have; empty where nobody looks.
  String requiredTagging(Entry entry, Retries retries) throws InterruptedException {
    if (bucket.tags() != TagPolicy.REQUIRED) return "";
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

  /// Makes sure that the source is still the version that was listed.
  ///
  /// @throws StoreException `SOURCE_CHANGED` where it is not
  void requireCurrent(Entry entry, Retries retries) throws InterruptedException {
    var _ = retrier.call(retries, bucket.head(entry.key(), entry.etag())::send);
  }

  /// See [CopyMethod#lookAgain].
  Entry lookAgain(Entry entry, Retries retries) throws InterruptedException {
    ObjectHead head;
    try {
      head = head(entry, retries);
    } catch (StoreException e) {
      if (e.failure().kind() == FailureKind.SOURCE_GONE) requireNotListed(entry, e, retries);
      throw e;
    }
    return new Entry(
        entry.key(),
        entry.kind(),
        head.size(),
        head.etag(),
        head.modifiedMillis(),
        entry.storageClass());
  }

  /// A gateway without a server behind it answers 404 too, but it cannot answer LIST.
  private void requireNotListed(Entry entry, StoreException missed, Retries retries)
      throws InterruptedException {
    boolean listed;
    try {
      listed = retrier.call(retries, bucket.isListed(entry.key())::send);
    } catch (StoreException e) {
      if (e.failure().kind() != FailureKind.LIST_DENIED) throw e;
      throw new StoreException(
          contradiction(missed.failure(), "; whether it is listed may not be asked"));
    }
    if (listed) {
      throw new StoreException(contradiction(missed.failure(), "; but the bucket lists it"));
    }
  }

  private static Failure contradiction(Failure missed, String but) {
    return missed.as(FailureKind.SERVER_ERROR, missed.message() + but);
  }
}
