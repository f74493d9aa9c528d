// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.PartResult;
import dev.s3copy.worker.s3.UploadBody;
import dev.s3copy.worker.s3.text.ETags;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// S3 → S3 across endpoints or credentials: the bytes pass through one buffer, never through a
/// file.
///
/// A small object is one GET and one PUT; a large one is ranged GETs into UploadParts.
///
/// @param partSize bytes per part, and up to which an object is moved whole
public record StreamCopy(S3Source source, S3Target target, Buffers buffers, int partSize)
    implements CopyMethod {
  /// The CRT's own part size.
  private static final int PART_SIZE = 8 << 20;

  public StreamCopy(S3Source source, S3Target target, Buffers buffers) {
    this(source, target, buffers, PART_SIZE);
  }

  @Override
  public Step first(Entry entry, Key key, Attempt attempt) {
    return target.keeping(key, () -> copy(entry, key));
  }

  private Step copy(Entry entry, Key key) {
    if (entry.size() > partSize) {
      return new Step.Blocking(retries -> copyParts(entry, key, retries));
    }
    return new Step.Lease(Math.toIntExact(entry.size()), buffer -> get(entry, key, buffer));
  }

  private Step get(Entry entry, Key key, ByteBuffer buffer) {
    return new Step.Ask<>(
        source.bucket().getWhole(entry.key(), entry.etag(), buffer),
        head ->
            source.readsTags(head)
                ? new Step.Ask<>(
                    source.bucket().tagging(entry.key()),
                    tagging -> put(entry, key, head, tagging, buffer))
                : put(entry, key, head, "", buffer));
  }

  private Step put(Entry entry, Key key, ObjectHead head, String tagging, ByteBuffer buffer) {
    return new Step.Ask<>(
        target.put(key, head.attributes(), tagging, UploadBody.of(buffer)),
        etag ->
            isHashed(entry, head)
                ? target.writtenWithTags(key, entry.size(), etag, tagging)
                : requireCurrent(entry, key, etag, tagging));
  }

  /// Whether a later run can compare the contents by the ETags. Where it compares times, a change
  /// of the source until the copy was stored must be seen now.
  private boolean isHashed(Entry entry, ObjectHead head) {
    boolean hidden = head.opaqueETag() || target.bucket().hidesHashes();
    return ETags.mayBeMd5(entry.etag()) && !hidden;
  }

  private Step requireCurrent(Entry entry, Key key, String etag, String tagging) {
    return new Step.Ask<>(
        source.bucket().head(entry.key(), entry.etag()),
        _ -> target.writtenWithTags(key, entry.size(), etag, tagging));
  }

  private Outcome copyParts(Entry entry, Key key, Retries retries) throws InterruptedException {
    ObjectHead head = source.head(entry, retries);
    S3Source.requireSize(head, entry);
    Entry pinned = entry.etag().isEmpty() ? entry.ofVersion(head.etag()) : entry;
    Parts parts =
        Parts.forUpload(entry.size(), partSize, target.bucket().mostParts())
            .requireFitting(buffers);
    String tagging = source.tagging(entry, head, retries);
    target.writeParts(
        key,
        new S3Target.Carried(head.attributes(), tagging, S3Target.PartOrigin.SENT),
        parts,
        retries,
        S3Target.NO_CHECK,
        (uploadId, i) -> copyPart(pinned, key, parts, uploadId, i));
    // The ETag of parts is no hash of the content, see isHashed.
    source.requireCurrent(pinned, retries);
    return target.written(key, entry.size(), retries);
  }

  private PartResult copyPart(Entry entry, Key key, Parts parts, String uploadId, int i)
      throws InterruptedException {
    try (Buffers.Loan loan = buffers.lease(parts.length(i))) {
      ByteBuffer buffer = loan.bytes();
      var _ = source.getRange(entry, parts.from(i), buffer);
      return target.bucket().uploadPart(key, uploadId, i + 1, UploadBody.of(buffer)).send();
    }
  }

  @Override
  public @Nullable Failure misfit(long size) {
    return Parts.misfit(size, buffers, target.bucket().mostParts());
  }

  @Override
  public long largest() {
    return Parts.most(buffers, target.bucket().mostParts());
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
