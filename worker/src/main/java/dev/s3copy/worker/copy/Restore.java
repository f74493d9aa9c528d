// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.CopyAction;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.rule.Overwrite;
import dev.s3copy.worker.file.Commit;
import dev.s3copy.worker.file.FileStat;
import dev.s3copy.worker.file.FileWrite;
import dev.s3copy.worker.file.Volume;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// S3 → volume. The destination is looked at here, file by file: a directory of any size costs no
/// memory, and slow file systems are asked by many at once.
///
/// Into a file system in memory bytes go straight from the network. Everywhere else a write may
/// have to wait for a disk, which must not hold up an event loop: bytes come through [Buffers].
public record Restore(S3Source source, Volume volume, CopyRules rules, Buffers buffers)
    implements ObjectOperation {
  private static final int PART_SIZE = 8 << 20;

  private static final byte SLASH = '/';

  @Override
  public Outcome perform(Entry entry, Key key, Attempts attempts) throws InterruptedException {
    if (isDirectoryMarker(entry, key)) {
      if (!key.isEmpty()) volume.makeDirectory(key);
      return Outcome.Copied.of(0);
    }
    if (skips(entry, key)) return Outcome.SKIPPED;
    FileWrite file = volume.create(key, entry.size());
    try {
      if (entry.size() <= PART_SIZE) writeWhole(entry, file, attempts);
      else writeParts(entry, file, attempts);
      file.commit(entry.modifiedMillis(), rules.overwrite() == Overwrite.NEVER);
    } catch (StoreException | InterruptedException | Error e) {
      file.abort();
      throw e;
    }
    return Outcome.Copied.of(entry.size());
  }

  private boolean skips(Entry entry, Key key) {
    if (!rules.needsDestination()) return false;
    FileStat present = volume.stat(key);
    return rules.decide(entry, asEntry(key, present)) instanceof CopyAction.Skip;
  }

  @Override
  public @Nullable Flight begin(Entry entry, Key key, Runnable arrived) {
    if (entry.size() > PART_SIZE || isDirectoryMarker(entry, key)) return null;
    boolean absent = volume.assumedAbsent(key);
    if (!absent && skips(entry, key)) return Flight.over(Outcome.SKIPPED);
    return volume.inMemory()
        ? StraightRestore.begin(this, entry, key, absent, arrived)
        : RestoreFlight.begin(this, entry, key, absent, arrived);
  }

  @Override
  public int lanes(int cpus) {
    return volume.writers(cpus);
  }

  @Override
  public boolean waitsForDisks() {
    return !volume.inMemory();
  }

  /// Has a file put in place whose bytes are all there.
  ///
  /// @param absent whether nothing was looked at, as nothing should be there; a file that is fails
  ///     this one, which is then copied the careful way
  /// @param ended called when it is, or has failed
  /// @return null where it is in place already
  @Nullable Commit write(Entry entry, Key key, ByteBuffer body, boolean absent, Runnable ended) {
    try (FileWrite file = volume.create(key, entry.size())) {
      file.write(body.duplicate(), 0);
      return file.commitLater(entry.modifiedMillis(), noReplace(absent), ended);
    }
  }

  /// As [#write] where there is no disk, for a file that is written already.
  void commit(FileWrite file, Entry entry, boolean absent) {
    file.commit(entry.modifiedMillis(), noReplace(absent));
  }

  private boolean noReplace(boolean absent) {
    return absent || rules.overwrite() == Overwrite.NEVER;
  }

  private static boolean isDirectoryMarker(Entry entry, Key key) {
    if (entry.size() != 0) return false;
    return key.isEmpty() || key.bytes()[key.length() - 1] == SLASH;
  }

  private static @Nullable Entry asEntry(Key key, @Nullable FileStat stat) {
    if (stat == null) return null;
    return new Entry(key, stat.kind(), stat.size(), "", stat.modifiedMillis(), "");
  }

  private void writeWhole(Entry entry, FileWrite file, Attempts attempts)
      throws InterruptedException {
    int size = Math.toIntExact(entry.size());
    if (size == 0) return;
    if (volume.inMemory()) {
      source.getWhole(entry, file::write, attempts);
      return;
    }
    try (Buffers.Loan loan = buffers.lease(size)) {
      source.getWhole(entry, loan.bytes(), attempts);
      file.write(loan.bytes(), 0);
    }
  }

  private void writeParts(Entry entry, FileWrite file, Attempts attempts)
      throws InterruptedException {
    Parts parts = new Parts(entry.size(), PART_SIZE);
    parts.forEach(
        i -> {
          long from = parts.from(i);
          int length = parts.length(i);
          if (volume.inMemory()) {
            source.getRange(entry, from, length, file::write, attempts);
            return;
          }
          try (Buffers.Loan loan = buffers.lease(length)) {
            source.getRange(entry, from, length, loan.bytes(), attempts);
            file.write(loan.bytes(), from);
          }
        });
  }

  @Override
  public Entry lookAgain(Entry entry) {
    return source.lookAgain(entry);
  }
}
