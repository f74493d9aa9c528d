// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.Capability;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.TagPolicy;
import dev.s3copy.worker.s3.text.ETags;

/// S3 → S3 inside one endpoint: the server moves the bytes.
///
/// One CopyObject keeps metadata and tags by itself. An upload made of copied parts gets them from
/// a HEAD and the tag set. Both pin the source's ETag.
public record ServerSideCopy(S3Source source, S3Target target, long multipartFrom)
    implements CopyMethod {
  /// From here on several UploadPartCopy at once beat one CopyObject, which a server does at the
  /// speed of one stream. Far below S3's limit of 5 GiB for a single copy.
  public static final long MULTIPART_FROM = 256L << 20;

  private static final long PART_SIZE = 64L << 20;

  /// S3's limit for one CopyObject.
  private static final long MOST_WHOLE = 5L << 30;

  @Override
  public Step first(Entry entry, Key key, Attempt attempt) {
    return target.keeping(key, () -> copy(entry, key));
  }

  private Step copy(Entry entry, Key key) {
    boolean inParts = entry.size() > MOST_WHOLE || target.bucket().has(Capability.COPIES_PARTS);
    if (entry.size() >= multipartFrom && inParts) {
      return new Step.Blocking(retries -> copyLarge(entry, key, retries));
    }
    if (source.bucket().tags() != TagPolicy.REQUIRED) return copyWhole(entry, key, "");
    return new Step.Ask<>(
        source.bucket().tagging(entry.key()), tagging -> copyWhole(entry, key, tagging));
  }

  /// @param tagging what the copy must have; empty where nobody looks
  private Step copyWhole(Entry entry, Key key, String tagging) {
    target.requireKeepable(tagging);
    return new Step.Ask<>(
        target.copy(source, entry, key),
        etag ->
            ETags.same(etag, entry.etag()) || target.confirmsByListing()
                ? target.writtenWithTags(key, entry.size(), etag, tagging)
                : compareSize(entry, key, etag, tagging));
  }

  /// The same ETag is the same content. Another one says nothing (encryption, parts).
  private Step compareSize(Entry entry, Key key, String etag, String tagging) {
    return new Step.Ask<>(
        target.bucket().headWritten(key),
        head -> {
          S3Target.requireSize(head, entry.size());
          return target.writtenWithTags(key, entry.size(), etag, tagging);
        });
  }

  private Outcome copyLarge(Entry entry, Key key, Retries retries) throws InterruptedException {
    try {
      return copyParts(entry, key, retries);
    } catch (StoreException e) {
      if (target.bucket().has(Capability.COPIES_PARTS) || entry.size() > MOST_WHOLE) throw e;
    }
    String tagging = source.requiredTagging(entry, retries);
    target.requireKeepable(tagging);
    String etag = target.retrier().call(retries, target.copy(source, entry, key)::send);
    if (!ETags.same(etag, entry.etag())) {
      S3Target.requireSize(
          target.retrier().call(retries, target.bucket().headWritten(key)::send), entry.size());
    }
    target.requireTags(key, tagging, retries);
    return target.written(key, entry.size(), retries);
  }

  private Outcome copyParts(Entry entry, Key key, Retries retries) throws InterruptedException {
    ObjectHead head = source.head(entry, retries);
    S3Source.requireSize(head, entry);
    Entry pinned = entry.etag().isEmpty() ? entry.ofVersion(head.etag()) : entry;
    String tagging = source.tagging(entry, head, retries);
    Parts parts = Parts.forUpload(entry.size(), PART_SIZE, target.bucket().mostParts());
    target.writeParts(
        key,
        new S3Target.Carried(head.attributes(), tagging, S3Target.PartOrigin.COPIED),
        parts,
        retries,
        // A server is known (Ceph) that ignores the condition of a copied part: never a mix.
        () -> source.requireCurrent(pinned, retries),
        (uploadId, i) ->
            target
                .bucket()
                .copyPart(
                    source.bucket(),
                    pinned.key(),
                    pinned.etag(),
                    key,
                    uploadId,
                    i + 1,
                    parts.from(i),
                    parts.longLength(i))
                .send());
    // A later run compares times, since the ETag of parts is no hash of the content.
    source.requireCurrent(pinned, retries);
    return target.written(key, entry.size(), retries);
  }

  @Override
  public Confirmation confirmation() {
    return target.confirmation();
  }

  @Override
  public RunsOn runsOn(int cpus) {
    return new RunsOn(cpus, true);
  }

  @Override
  public boolean isStored(Entry entry, Key key, Retries retries) throws InterruptedException {
    return target.holds(key, entry, retries);
  }

  @Override
  public Entry lookAgain(Entry entry, Retries retries) throws InterruptedException {
    return source.lookAgain(entry, retries);
  }
}
