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
import dev.s3copy.worker.s3.UploadBody;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Volume → S3. A file that changes while it is read is never stored as if it had not.
///
/// @param partSize bytes per part, and up to which a file is sent whole
public record Upload(Volume volume, S3Target target, Buffers buffers, int partSize)
    implements CopyMethod {
  private static final int PART_SIZE = 8 << 20;

  /// Threads that read files: disks are asked by several at once.
  private static final int FILE_THREADS = 4;

  public Upload(Volume volume, S3Target target, Buffers buffers) {
    this(volume, target, buffers, PART_SIZE);
  }

  @Override
  public Step first(Entry entry, Key key, Attempt attempt) {
    return target.keeping(key, () -> ofSize(entry.size(), entry, key, true));
  }

  /// @param size bytes to expect
  /// @param mayDiffer whether the file may have another size by now
  private Step ofSize(long size, Entry entry, Key key, boolean mayDiffer) {
    if (size > partSize) return new Step.Blocking(retries -> putParts(entry, key, retries));
    return new Step.Lease(
        Math.toIntExact(size), buffer -> put(size, entry, key, buffer, mayDiffer));
  }

  private Step put(long size, Entry entry, Key key, ByteBuffer buffer, boolean mayDiffer) {
    FileRead read;
    try (FileRead file = volume.read(entry.key())) {
      if (file.size() != size) {
        if (mayDiffer) return ofSize(file.size(), entry, key, false);
        throw new StoreException(changed());
      }
      readFully(file, buffer, 0);
      if (!file.unchanged()) throw new StoreException(changed());
      read = file;
    }
    UploadBody body = UploadBody.of(buffer.flip());
    return new Step.Ask<>(
        target.put(key, ContentTypes.attributesFor(key), "", body),
        etag -> {
          requireCurrent(read);
          return target.written(key, size, etag);
        });
  }

  private Outcome putParts(Entry entry, Key key, Retries retries) throws InterruptedException {
    try (FileRead file = volume.read(entry.key())) {
      if (file.size() == 0) throw new StoreException(changed());
      Parts parts =
          Parts.forUpload(file.size(), partSize, target.bucket().mostParts())
              .requireFitting(buffers);
      target.writeParts(
          key,
          new S3Target.Carried(ContentTypes.attributesFor(key), "", S3Target.PartOrigin.SENT),
          parts,
          retries,
          S3Target.NO_CHECK,
          (uploadId, i) -> putPart(file, key, parts, uploadId, i));
      requireCurrent(file);
      return target.written(key, file.size(), retries);
    }
  }

  private PartResult putPart(FileRead file, Key key, Parts parts, String uploadId, int i)
      throws InterruptedException {
    try (Buffers.Loan loan = buffers.lease(parts.length(i))) {
      ByteBuffer buffer = loan.bytes();
      readFully(file, buffer, parts.from(i));
      // Checked before every part, so also before the last one: a mix is never completed.
      if (!file.unchanged()) throw new StoreException(changed());
      return target.bucket().uploadPart(key, uploadId, i + 1, UploadBody.of(buffer.flip())).send();
    }
  }

  /// A later run takes what is at the destination for this file if it is newer. So a change until
  /// then must be seen now.
  private void requireCurrent(FileRead read) {
    if (volume.isCurrent(read)) return;
    throw new StoreException(
        Failure.of(
            FailureKind.SOURCE_CHANGED,
            "read",
            "SourceChanged",
            "changed while it was stored; an older version of it is stored. Copy it while nobody"
                + " writes to it"));
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
    return new RunsOn(FILE_THREADS, volume.inMemory());
  }

  /// By the MD5 that many servers tell as ETag; an object in parts has none.
  @Override
  public boolean isStored(Entry entry, Key key, Retries retries) throws InterruptedException {
    if (entry.size() > partSize) return false;
    try (FileRead file = volume.read(entry.key());
        Buffers.Loan loan = buffers.lease(Math.toIntExact(file.size()))) {
      ByteBuffer buffer = loan.bytes();
      readFully(file, buffer, 0);
      return target.holds(key, entry.ofVersion(md5(buffer.flip())), retries);
    }
  }

  private static String md5(ByteBuffer content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(content);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  @Override
  public Entry lookAgain(Entry entry, Retries retries) {
    FileStat now = volume.stat(entry.key());
    if (now == null || now.kind() != Entry.Kind.OBJECT) {
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
}
