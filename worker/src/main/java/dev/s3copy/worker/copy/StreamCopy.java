// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.PartResult;
import org.jspecify.annotations.Nullable;

/// S3 → S3 across endpoints or credentials: the bytes pass through one buffer, never through a
/// file.
///
/// A small object is one GET and one PUT; a large one is ranged GETs into UploadParts.
public record StreamCopy(S3Source source, S3Target target, Buffers buffers)
    implements ObjectOperation {
  /// Bytes per part, and up to which an object is moved whole. 8 MiB is the CRT's own part size.
  static final int PART_SIZE = 8 << 20;

  @Override
  public Outcome perform(Entry entry, Key key, Attempts attempts) throws InterruptedException {
    if (entry.size() <= PART_SIZE) copyWhole(entry, key, attempts);
    else copyParts(entry, key, attempts);
    return Outcome.Copied.of(entry.size());
  }

  @Override
  public @Nullable Flight begin(Entry entry, Key key, Runnable arrived) {
    return entry.size() <= PART_SIZE ? StreamFlight.begin(this, entry, key, arrived) : null;
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
    int size = Math.toIntExact(entry.size());
    try (Buffers.Loan loan = buffers.lease(size)) {
      ObjectHead head = source.getWhole(entry, loan.bytes(), attempts);
      target.put(key, carried(entry, head, attempts), loan.bytes(), attempts);
    }
  }

  private void copyParts(Entry entry, Key key, Attempts attempts) throws InterruptedException {
    ObjectHead head = source.head(entry, attempts);
    Parts parts = Parts.forUpload(entry.size(), PART_SIZE);
    if (parts.partSize() > buffers.capacity()) throw new StoreException(tooLarge(parts));
    target.writeParts(
        key,
        carried(entry, head, attempts),
        parts,
        attempts,
        (uploadId, i) -> copyPart(entry, key, parts, uploadId, i));
  }

  private S3Target.Carried carried(Entry entry, ObjectHead head, Attempts attempts)
      throws InterruptedException {
    String tagging = source.tagging(entry, head, attempts);
    return new S3Target.Carried(head.attributes(), tagging, S3Target.PartOrigin.SENT);
  }

  private PartResult copyPart(Entry entry, Key key, Parts parts, String uploadId, int i)
      throws InterruptedException {
    int length = parts.length(i);
    try (Buffers.Loan loan = buffers.lease(length)) {
      source.bucket().get(entry.key(), entry.etag(), parts.from(i), length, loan.bytes());
      loan.bytes().clear().limit(length);
      return target.bucket().uploadPart(key, uploadId, i + 1, loan.bytes());
    }
  }

  @Override
  public Entry lookAgain(Entry entry) {
    return source.lookAgain(entry);
  }

  private Failure tooLarge(Parts parts) {
    return Failure.of(
        FailureKind.OBJECT_TOO_LARGE,
        "UploadPart",
        "ObjectTooLarge",
        "%d bytes need parts of %d bytes, but the memory budget for bodies is %d bytes; raise --memory-budget"
            .formatted(parts.size(), parts.partSize(), buffers.capacity()));
  }
}
