// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.TagPolicy;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sees that a server keeps tags: some take them and store none, without a word. Asked once for
/// objects in one request; for each object in parts, since the look at it tells; and for each
/// object with tags where they are required.
final class TagCheck {
  private final S3Bucket bucket;
  private final Retrier retrier;

  /// Whether the answer is known. Several may ask at first; that does no harm.
  private volatile boolean asked;

  /// What was found of required tags: then nothing with tags is written any more.
  private volatile boolean losesTags;

  private volatile boolean losesTagsOfParts;

  TagCheck(S3Bucket bucket, Retrier retrier) {
    this.bucket = bucket;
    this.retrier = retrier;
  }

  boolean required() {
    return bucket.tags() == TagPolicy.REQUIRED;
  }

  /// Whether [#require] is to be called after an object was written with these tags.
  boolean isDue(String tagging) {
    return !tagging.isEmpty() && bucket.mayHaveTags() && (required() || !asked);
  }

  /// Fails before an object is written whose tags would be lost.
  ///
  /// @param inParts whether it is an object in parts
  void requireKeepable(String tagging, boolean inParts) {
    if (tagging.isEmpty() || !(losesTags || (inParts && losesTagsOfParts))) return;
    throw lost("so it was not written", null);
  }

  /// Looks at the tags of an object that was written with some.
  void require(Key key, String tagging, Retries retries) throws InterruptedException {
    if (required()) {
      requireKept(key, tagging, false, retries);
      return;
    }
    if (look(key, retries) != Look.TAGS) bucket.dropsTags(false);
    asked = true;
  }

  /// The same for an object in parts.
  ///
  /// @param count how many tags it has, as far as the server tells
  void ofParts(Key key, String tagging, int count, Retries retries) throws InterruptedException {
    if (required()) requireKept(key, tagging, true, retries);
    else if (count == 0 && bucket.mayHaveTags()) restore(key, tagging, retries);
  }

  private void requireKept(Key key, String tagging, boolean inParts, Retries retries)
      throws InterruptedException {
    try {
      if (keeps(key, tagging, retries)) return;
      var _ = retrier.call(retries, bucket.putTagging(key, tagging)::send);
      if (keeps(key, tagging, retries)) return;
    } catch (StoreException e) {
      if (isNoAnswer(e)) loses(inParts);
      String why = e.requireOfObject().message();
      throw lost("so it is there, perhaps without them (" + why + ")", e);
    }
    loses(inParts);
    throw lost("so it is there without them, and a later run takes it for copied", null);
  }

  private void loses(boolean inParts) {
    if (inParts) losesTagsOfParts = true;
    else losesTags = true;
  }

  private boolean keeps(Key key, String tagging, Retries retries) throws InterruptedException {
    String stored = retrier.call(retries, bucket.storedTagging(key)::send);
    return tags(stored).equals(tags(tagging));
  }

  /// Servers tell them in an order of their own.
  private static Set<String> tags(String tagging) {
    return Set.copyOf(Arrays.asList(tagging.split("&", -1)));
  }

  private static StoreException lost(String effect, @Nullable StoreException cause) {
    return new StoreException(
        Failure.of(
            FailureKind.INVALID_REQUEST,
            "PutObjectTagging",
            "TagsNotKept",
            "the destination does not keep the tags of this object, "
                + effect
                + "; use another server, or allow it by preserve.tags BestEffort or Drop"),
        cause);
  }

  /// Stores the tags of an object in parts once more where they are missing. Never where the server
  /// does not know requests about tags: it could take this one for the object itself.
  private void restore(Key key, String tagging, Retries retries) throws InterruptedException {
    Look stored = look(key, retries);
    if (stored == Look.NONE && isStoredNow(key, tagging, retries)) return;
    if (stored != Look.TAGS) bucket.dropsTags(true);
  }

  private boolean isStoredNow(Key key, String tagging, Retries retries)
      throws InterruptedException {
    try {
      var _ = retrier.call(retries, bucket.putTagging(key, tagging)::send);
      return look(key, retries) == Look.TAGS;
    } catch (StoreException e) {
      var _ = e.requireOfObject();
      return false;
    }
  }

  /// What a look at the tags of an object shows.
  private enum Look {
    TAGS,
    NONE,
    /// The answer is about something else.
    NO_ANSWER
  }

  /// Whoever may not read them has nothing but the answer to the write.
  private Look look(Key key, Retries retries) throws InterruptedException {
    try {
      boolean none = retrier.call(retries, bucket.storedTagging(key)::send).isEmpty();
      return none ? Look.NONE : Look.TAGS;
    } catch (StoreException e) {
      var _ = e.requireOfObject();
      return isNoAnswer(e) ? Look.NO_ANSWER : Look.TAGS;
    }
  }

  private static boolean isNoAnswer(StoreException e) {
    return e.failure().kind() == FailureKind.BAD_RESPONSE;
  }
}
