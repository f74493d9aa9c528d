// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.S3Bucket;

/// Sees that a server keeps tags: some take them and store none, without a word. Asked once for
/// objects in one request; for each object in parts, since the look at it tells.
final class TagCheck {
  private final S3Bucket bucket;
  private final Retrier retrier;

  /// Whether the answer is known. Several may ask at first; that does no harm.
  private volatile boolean asked;

  TagCheck(S3Bucket bucket, Retrier retrier) {
    this.bucket = bucket;
    this.retrier = retrier;
  }

  /// Whether [#requireKnown] is to be called after an object was written with these tags.
  boolean isDue(String tagging) {
    return !asked && !tagging.isEmpty();
  }

  /// Looks at the tags of an object that was written with some.
  void requireKnown(Key key, Retries retries) throws InterruptedException {
    if (!hasTags(key, retries)) bucket.dropsTags(false);
    asked = true;
  }

  /// Stores the tags of an object in parts once more where they are missing.
  void restore(Key key, String tagging, Retries retries) throws InterruptedException {
    if (hasTags(key, retries)) return;
    try {
      var _ = retrier.call(retries, bucket.putTagging(key, tagging)::send);
      if (hasTags(key, retries)) return;
    } catch (StoreException e) {
      var _ = e.requireOfObject();
    }
    bucket.dropsTags(true);
  }

  /// Whoever may not read them has nothing but the answer to the write.
  private boolean hasTags(Key key, Retries retries) throws InterruptedException {
    try {
      return !retrier.call(retries, bucket.storedTagging(key)::send).isEmpty();
    } catch (StoreException e) {
      var _ = e.requireOfObject();
      return true;
    }
  }
}
