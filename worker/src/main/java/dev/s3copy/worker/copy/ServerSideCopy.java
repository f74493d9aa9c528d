// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.Pending;
import org.jspecify.annotations.Nullable;

/// S3 → S3 inside one endpoint: the server moves the bytes.
///
/// One CopyObject keeps metadata and tags by itself; an upload made of copied parts gets them from
/// a
/// HEAD and the tag set. Both pin the source's ETag.
public record ServerSideCopy(S3Source source, S3Target target, long multipartFrom)
    implements ObjectOperation {
  /// From here on several UploadPartCopy at once beat one CopyObject, which a server does at the
  /// speed of one stream. Far below S3's limit of 5 GiB for a single copy.
  public static final long MULTIPART_FROM = 256L << 20;

  private static final long PART_SIZE = 64L << 20;

  @Override
  public Outcome perform(Entry entry, Key key, Attempts attempts) throws InterruptedException {
    if (entry.size() < multipartFrom) copyWhole(entry, key, attempts);
    else copyParts(entry, key, attempts);
    return Outcome.Copied.of(entry.size());
  }

  @Override
  public @Nullable Flight begin(Entry entry, Key key, Runnable arrived) {
    if (entry.size() >= multipartFrom) return null;
    Pending<String> copying =
        target
            .bucket()
            .tryCopy(source.bucket(), entry.key(), entry.etag(), key, target.condition(), arrived);
    return copying == null ? null : new ServerSideFlight(target, entry, key, arrived, copying);
  }

  @Override
  public int lanes(int cpus) {
    return cpus;
  }

  @Override
  public boolean waitsForDisks() {
    return false;
  }

  private void copyWhole(Entry entry, Key key, Attempts attempts) throws InterruptedException {
    String etag =
        target
            .retrier()
            .call(
                attempts,
                () ->
                    target
                        .bucket()
                        .copy(source.bucket(), entry.key(), entry.etag(), key, target.condition()));
    // The same ETag is the same content. Another one says nothing (encryption, parts): look.
    if (!etag.equals(entry.etag())) target.requireSize(key, entry.size(), attempts);
  }

  private void copyParts(Entry entry, Key key, Attempts attempts) throws InterruptedException {
    ObjectHead head = source.head(entry, attempts);
    String tagging = source.tagging(entry, head, attempts);
    Parts parts = Parts.forUpload(entry.size(), PART_SIZE);
    target.writeParts(
        key,
        new S3Target.Carried(head.attributes(), tagging, S3Target.PartOrigin.COPIED),
        parts,
        attempts,
        (uploadId, i) ->
            target
                .bucket()
                .copyPart(
                    source.bucket(),
                    entry.key(),
                    entry.etag(),
                    key,
                    uploadId,
                    i + 1,
                    parts.from(i),
                    parts.longLength(i)));
  }

  @Override
  public Entry lookAgain(Entry entry) {
    return source.lookAgain(entry);
  }
}
