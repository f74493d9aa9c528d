// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.Attributes;
import dev.s3copy.worker.s3.Capability;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.PartResult;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.S3Call;
import dev.s3copy.worker.s3.UploadBody;
import dev.s3copy.worker.s3.WriteCondition;
import dev.s3copy.worker.s3.text.ETags;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The writing side of an operation on a bucket: an object made of parts, all or nothing.
public record S3Target(
    S3Bucket bucket,
    WriteCondition condition,
    Retrier retrier,
    KeyFolding folding,
    TagCheck tags,
    Confirmation confirmation,
    InstantSource clock) {
  /// How far a server's clock may be behind ours.
  private static final long CLOCK_TOLERANCE_MILLIS = 60_000;

  public S3Target(S3Bucket bucket, WriteCondition condition, Retrier retrier) {
    this(
        bucket,
        condition,
        retrier,
        new KeyFolding(bucket, retrier),
        new TagCheck(bucket, retrier),
        new Confirmation(bucket, retrier),
        InstantSource.system());
  }

  /// What an object carries besides its bytes.
  ///
  /// @param tagging as a header value; empty for none
  /// @param parts where the bytes of its parts come from
  record Carried(Attributes attributes, String tagging, PartOrigin parts) {}

  /// Servers want to know before the first part whether checksums come with the parts.
  enum PartOrigin {
    SENT,
    COPIED
  }

  /// Looks at the source once more before an upload becomes visible.
  interface SourceCheck {
    /// @throws StoreException where the parts may be of several versions
    void run() throws InterruptedException;
  }

  /// For parts that cannot be of several versions.
  static final SourceCheck NO_CHECK = () -> {};

  interface PartSender {
    /// Sends one part, without retries of its own.
    ///
    /// @param index from 0
    PartResult send(String uploadId, int index) throws InterruptedException;
  }

  /// The steps that write an object, with a look at its key before and after them where a server
  /// could take it for another one.
  Step keeping(Key key, Supplier<Step> write) {
    boolean safe = folding.isSafe(key);
    if (safe && !tags.required()) return write.get();
    // Whoever looks at tags afterwards has to wait. It begins here, so that nothing is written
    // twice.
    return new Step.Check(
        retries -> {
          if (!safe) folding.requireOwnPlace(key, retries);
        },
        write);
  }

  /// As [#written], for an object that was put with tags.
  Step writtenWithTags(Key key, long bytes, String etag, String tagging) {
    // A look may have the object written once more, which a condition would refuse.
    boolean conditional = condition == WriteCondition.ONLY_IF_ABSENT && !tags.required();
    if (conditional || !tags.isDue(tagging)) return written(key, bytes, etag);
    return new Step.Check(
        retries -> tags.require(key, tagging, retries), () -> written(key, bytes, etag));
  }

  /// As [#writtenWithTags], for an object that the server copied whole after all.
  void requireTags(Key key, String tagging, Retries retries) throws InterruptedException {
    if (tags.isDue(tagging)) tags.require(key, tagging, retries);
  }

  /// @throws StoreException where the server is known to lose tags that are required
  void requireKeepable(String tagging) {
    tags.requireKeepable(tagging, false);
  }

  /// The last step of an object.
  Step written(Key key, long bytes, String etag) {
    Step copied = Step.stored(bytes, etag);
    if (folding.isSafe(key)) return copied;
    return new Step.Check(retries -> folding.requireListed(key, retries), () -> copied);
  }

  /// As [#written], for an object in parts, whose size and ETag were looked at.
  Outcome written(Key key, long bytes, Retries retries) throws InterruptedException {
    if (!folding.isSafe(key)) folding.requireListed(key, retries);
    return Outcome.Copied.of(bytes);
  }

  /// Whether the copy's listing will show its size, so that nobody needs to look now.
  boolean confirmsByListing() {
    return bucket.has(Capability.CONFIRMING_LIST);
  }

  /// An object in one request.
  S3Call<String> put(Key key, Attributes attributes, String tagging, UploadBody body) {
    requireKeepable(tagging);
    return bucket.put(key, attributes, tagging, body, condition);
  }

  /// An object of the same server in one request.
  S3Call<String> copy(S3Source source, Entry entry, Key key) {
    return bucket.copy(source.bucket(), entry.key(), entry.etag(), key, condition);
  }

  /// Creates an upload, sends its parts, completes it and looks at the result. Aborts on any
  /// failure.
  ///
  /// @param check done when all parts are there
  void writeParts(
      Key key, Carried carried, Parts parts, Retries retries, SourceCheck check, PartSender sender)
      throws InterruptedException {
    tags.requireKeepable(carried.tagging(), true);
    long begun = clock.millis();
    String uploadId = retrier.call(retries, createUpload(key, carried)::send);
    try {
      PartResult[] results = new PartResult[parts.count()];
      parts.forEach(i -> results[i] = retrier.call(retries, () -> sender.send(uploadId, i)));
      check.run();
      SentParts upload = new SentParts(uploadId, begun, Arrays.asList(results), parts.size());
      int stored = complete(key, upload, retries);
      if (!carried.tagging().isEmpty()) tags.ofParts(key, carried.tagging(), stored, retries);
    } catch (StoreException | InterruptedException | Error e) {
      abort(key, uploadId, e);
      throw e;
    }
  }

  private S3Call<String> createUpload(Key key, Carried carried) {
    return switch (carried.parts()) {
      case SENT -> bucket.createUpload(key, carried.attributes(), carried.tagging());
      case COPIED -> bucket.createCopyUpload(key, carried.attributes(), carried.tagging());
    };
  }

  /// An upload whose parts are all there.
  ///
  /// @param begun milliseconds since the epoch, by our clock
  private record SentParts(String id, long begun, List<PartResult> parts, long size) {}

  /// @return how many tags the object has, as far as the server tells
  private int complete(Key key, SentParts upload, Retries retries) throws InterruptedException {
    S3Call<String> completion = bucket.complete(key, upload.id, upload.parts, condition);
    AtomicInteger tries = new AtomicInteger();
    String etag;
    try {
      etag =
          retrier.call(
              retries,
              () -> {
                tries.incrementAndGet();
                return completion.send();
              });
    } catch (StoreException e) {
      if (!e.failure().code().equals("NoSuchUpload") || tries.get() == 1) throw e;
      // A lost answer: the upload is gone because it was completed. What is there now decides.
      etag = "";
    }
    ObjectHead now;
    try {
      now = retrier.call(retries, bucket.headWritten(key)::send);
    } catch (StoreException e) {
      if (e.failure().kind() != FailureKind.ACCESS_DENIED || etag.isEmpty()) throw e;
      bucket.lacks(Capability.CONFIRMATION, "HeadObject: 403");
      return 0;
    }
    if (now.size() == upload.size && isCompleted(now, etag, upload)) return now.tagCount();
    throw new StoreException(Confirmation.disagrees(upload.size, now));
  }

  /// An older object of the same size may be there: where the answer to the completion was lost, or
  /// where a gateway shows what was. A server is known (rclone) that tells two ETags for one
  /// object, so the time counts too.
  private static boolean isCompleted(ObjectHead now, String told, SentParts upload) {
    if (!told.isEmpty()) {
      return ETags.same(now.etag(), told)
          || now.modifiedMillis() >= upload.begun - CLOCK_TOLERANCE_MILLIS;
    }
    String expected = PartResult.etagOfParts(upload.parts);
    boolean unknown = expected.isEmpty() || now.opaqueETag();
    return unknown
        ? now.etag().endsWith("-" + upload.parts.size())
        : ETags.same(now.etag(), expected);
  }

  /// Whether the object at a key has the content of another one, by size and ETag.
  boolean holds(Key key, Entry entry, Retries retries) throws InterruptedException {
    ObjectHead now = retrier.call(retries, bucket.headWritten(key)::send);
    return now.size() == entry.size() && ETags.same(now.etag(), entry.etag());
  }

  /// @throws StoreException when what is at the key has another size
  static void requireSize(ObjectHead now, long size) {
    if (now.size() != size) throw new StoreException(Confirmation.disagrees(size, now));
  }

  private void abort(Key key, String uploadId, Throwable cause) {
    try {
      var _ = bucket.abort(key, uploadId).send();
    } catch (StoreException e) {
      cause.addSuppressed(e);
    }
  }
}
