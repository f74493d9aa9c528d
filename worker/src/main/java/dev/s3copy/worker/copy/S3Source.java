// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.listing.Page;
import dev.s3copy.worker.s3.ByteTarget;
import dev.s3copy.worker.s3.Capability;
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

  /// The tag set as a header value, for an object in parts.
  String tagging(Entry entry, ObjectHead head, Retries retries) throws InterruptedException {
    if (readsTags(head)) return retrier.call(retries, bucket.tagging(entry.key())::send);
    boolean told = bucket.has(Capability.TELLS_TAGS) && bucket.has(Capability.READS_TAGS);
    boolean asked = bucket.tags() == TagPolicy.BEST_EFFORT && bucket.mayHaveTags() && told;
    return asked ? retrier.call(retries, () -> untoldTagging(entry.key())) : "";
  }

  /// Servers are known that do not tell the number of tags with a HEAD, and S3 tells it only to
  /// those who may read tags. One more request is little for a large object.
  private String untoldTagging(Key key) {
    try {
      return bucket.storedTagging(key).send();
    } catch (StoreException e) {
      Capability missing =
          switch (e.failure().kind()) {
            case ACCESS_DENIED -> Capability.READS_TAGS;
            // A server without tags. One is known (rclone) that answers with the object itself.
            case INVALID_REQUEST, BAD_RESPONSE -> Capability.TELLS_TAGS;
            default -> throw e;
          };
      bucket.lacks(missing, "GetObjectTagging: " + e.failure().code());
      return "";
    }
  }

  /// The tags that a copy made by the server must have; empty where nobody looks.
  String requiredTagging(Entry entry, Retries retries) throws InterruptedException {
    if (bucket.tags() != TagPolicy.REQUIRED) return "";
    return retrier.call(retries, bucket.tagging(entry.key())::send);
  }

  /// Reads a part of an object: as much as the buffer has room for.
  void getRange(Entry entry, long from, ByteBuffer into, Retries retries)
      throws InterruptedException {
    var _ = retrier.call(retries, () -> getRange(entry, from, into));
  }

  /// As [#getRange], without trying again.
  ObjectHead getRange(Entry entry, long from, ByteBuffer into) {
    ObjectHead head = bucket.getRange(entry.key(), entry.etag(), from, into).send();
    requireSize(head, entry);
    return head;
  }

  /// As [#getRange], with the bytes going straight to where they are wanted.
  void getRange(Entry entry, long from, int length, ByteTarget target, Retries retries)
      throws InterruptedException {
    requireSize(
        retrier.call(
            retries, bucket.getRange(entry.key(), entry.etag(), from, length, target)::send),
        entry);
  }

  /// A listing may tell another size than the object has; the rest would be missing without a word.
  ///
  /// @throws StoreException `SOURCE_CHANGED`, so that the object is looked at once more
  static void requireSize(ObjectHead head, Entry entry) {
    // What is smaller shows when its end is read. A server is known (rclone) that tells the end of
    // a range for the size.
    if (head.size() <= entry.size()) return;
    throw new StoreException(
        Failure.of(
            FailureKind.SOURCE_CHANGED,
            "GetObject",
            "SizeChanged",
            "'%s' has %d bytes and was listed with %d"
                .formatted(entry.key(), head.size(), entry.size())));
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
      listed =
          retrier.call(retries, bucket.isListed(entry.key())::send)
              || isListedElsewhere(entry.key(), retries);
    } catch (StoreException e) {
      if (e.failure().kind() != FailureKind.LIST_DENIED) throw e;
      throw new StoreException(
          contradiction(missed.failure(), "; whether it is listed may not be asked"));
    }
    if (listed) {
      throw new StoreException(
          contradiction(
              missed.failure(),
              "; but the bucket lists it. If this goes on, its server lists keys in another form"
                  + " than it has them"));
    }
  }

  /// Whether the listing has the key where a server keeps it that lists it in another form.
  private boolean isListedElsewhere(Key key, Retries retries) throws InterruptedException {
    for (Key form : ListedKey.names(key)) {
      Page page = retrier.call(retries, () -> bucket.pageFrom(form));
      for (int row = 0; row < page.size(); row++) {
        if (page.compareKey(row, key) == 0) return true;
      }
    }
    return false;
  }

  private static Failure contradiction(Failure missed, String but) {
    return missed.as(FailureKind.SERVER_ERROR, missed.message() + but);
  }
}
