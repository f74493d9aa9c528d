// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.ObjectHead;

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

  @Override
  public Step first(Entry entry, Key key, Attempt attempt) {
    if (entry.size() >= multipartFrom) {
      return new Step.Blocking(retries -> copyParts(entry, key, retries));
    }
    return new Step.Ask<>(
        target.copy(source, entry, key),
        etag -> etag.equals(entry.etag()) ? Step.copied(entry.size()) : compareSize(entry, key));
  }

  /// The same ETag is the same content. Another one says nothing (encryption, parts).
  private Step compareSize(Entry entry, Key key) {
    return new Step.Ask<>(
        target.bucket().head(key),
        head -> {
          S3Target.requireSize(head, entry.size());
          return Step.copied(entry.size());
        });
  }

  private Outcome copyParts(Entry entry, Key key, Retries retries) throws InterruptedException {
    ObjectHead head = source.head(entry, retries);
    String tagging = source.tagging(entry, head, retries);
    Parts parts = Parts.forUpload(entry.size(), PART_SIZE);
    target.writeParts(
        key,
        new S3Target.Carried(head.attributes(), tagging, S3Target.PartOrigin.COPIED),
        parts,
        retries,
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
                    parts.longLength(i))
                .send());
    return Outcome.Copied.of(entry.size());
  }

  @Override
  public RunsOn runsOn(int cpus) {
    return new RunsOn(cpus, true);
  }

  @Override
  public Entry lookAgain(Entry entry, Retries retries) throws InterruptedException {
    return source.lookAgain(entry, retries);
  }
}
