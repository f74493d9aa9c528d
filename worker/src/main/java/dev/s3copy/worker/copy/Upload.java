// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.file.FileRead;
import dev.s3copy.worker.file.FileStat;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.s3.PartResult;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Volume → S3. A file that changes while it is read is never stored as if it had not.
public record Upload(Volume volume, S3Target target, Buffers buffers) implements ObjectOperation {
  private static final int PART_SIZE = 8 << 20;

  /// Threads that read files: disks are asked by several at once.
  private static final int FILE_LANES = 4;

  @Override
  public Outcome perform(Entry entry, Key key, Attempts attempts) throws InterruptedException {
    try (FileRead file = volume.read(entry.key())) {
      long size = file.size();
      if (size <= PART_SIZE) putWhole(file, key, attempts);
      else putParts(file, key, attempts);
      return Outcome.Copied.of(size);
    }
  }

  @Override
  public @Nullable Flight begin(Entry entry, Key key, Runnable arrived) {
    if (entry.size() > PART_SIZE) return null;
    try (FileRead file = volume.read(entry.key())) {
      if (file.size() > PART_SIZE) return null;
      Buffers.Loan loan = buffers.tryLease(Math.toIntExact(file.size()));
      if (loan == null) return null;
      boolean read = false;
      try {
        readWhole(file, loan.bytes());
        read = true;
      } finally {
        if (!read) loan.close();
      }
      return new UploadFlight(target, key, arrived, loan);
    }
  }

  @Override
  public int lanes(int cpus) {
    return FILE_LANES;
  }

  @Override
  public boolean waitsForDisks() {
    return !volume.inMemory();
  }

  private static void readWhole(FileRead file, ByteBuffer body) {
    readFully(file, body, 0);
    if (!file.unchanged()) throw new StoreException(changed());
    body.flip();
  }

  private void putWhole(FileRead file, Key key, Attempts attempts) throws InterruptedException {
    int size = Math.toIntExact(file.size());
    try (Buffers.Loan loan = buffers.lease(size)) {
      readWhole(file, loan.bytes());
      target.put(key, carried(key), loan.bytes(), attempts);
    }
  }

  private void putParts(FileRead file, Key key, Attempts attempts) throws InterruptedException {
    Parts parts = Parts.forUpload(file.size(), PART_SIZE);
    if (parts.partSize() > buffers.capacity()) throw new StoreException(tooLarge(parts));
    target.writeParts(
        key,
        carried(key),
        parts,
        attempts,
        (uploadId, i) -> sendPart(file, key, parts, uploadId, i));
  }

  private static S3Target.Carried carried(Key key) {
    return new S3Target.Carried(ContentTypes.attributesFor(key), "", S3Target.PartOrigin.SENT);
  }

  private PartResult sendPart(FileRead file, Key key, Parts parts, String uploadId, int i)
      throws InterruptedException {
    int length = parts.length(i);
    try (Buffers.Loan loan = buffers.lease(length)) {
      readFully(file, loan.bytes(), parts.from(i));
      // Checked before every part, so also before the last one: a mix is never completed.
      if (!file.unchanged()) throw new StoreException(changed());
      return target.bucket().uploadPart(key, uploadId, i + 1, loan.bytes().clear().limit(length));
    }
  }

  private static void readFully(FileRead file, ByteBuffer into, long from) {
    long offset = from;
    while (into.hasRemaining()) {
      int n = file.read(into, offset);
      if (n <= 0) throw new StoreException(changed());
      offset += n;
    }
  }

  @Override
  public Entry lookAgain(Entry entry) {
    FileStat now = volume.stat(entry.key());
    if (now == null) {
      throw new StoreException(
          Failure.of(
              FailureKind.SOURCE_GONE, "open", "SourceGone", "was removed after it was listed"));
    }
    return Entry.object(entry.key(), now.size(), "", now.modifiedMillis());
  }

  private static Failure changed() {
    return Failure.of(
        FailureKind.SOURCE_CHANGED,
        "read",
        "SourceChanged",
        "changed while it was read; nothing was stored. Copy it while nobody writes to it");
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
