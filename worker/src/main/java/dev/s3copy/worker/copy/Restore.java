// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.CopyAction;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.rule.Overwrite;
import dev.s3copy.worker.file.FileStat;
import dev.s3copy.worker.file.FileWrite;
import dev.s3copy.worker.file.Volume;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// S3 → volume. The destination is looked at here, file by file: a directory of any size costs no
/// memory, and slow file systems are asked by many at once.
///
/// Into a file system in memory bytes go straight from the network. Everywhere else a write may
/// have to wait for a disk, which must not hold up an event loop: bytes come through a buffer.
///
/// @param partSize bytes per part, and up to which an object is fetched whole
public record Restore(
    S3Source source, Volume volume, CopyRules rules, Buffers buffers, int partSize)
    implements CopyMethod {
  private static final int PART_SIZE = 8 << 20;

  private static final byte SLASH = '/';

  public Restore(S3Source source, Volume volume, CopyRules rules, Buffers buffers) {
    this(source, volume, rules, buffers, PART_SIZE);
  }

  @Override
  public Step first(Entry entry, Key key, Attempt attempt) {
    SourcePrefix.requirePath(entry.key(), key);
    if (isDirectoryMarker(entry, key)) return makeDirectory(key);
    if (entry.size() > partSize) {
      return new Step.Blocking(retries -> writeParts(entry, key, retries));
    }
    // Nothing is looked at where nothing should be. A file that is there after all fails this
    // attempt; the next one looks.
    boolean absent = attempt.mayAssume() && volume.assumedAbsent(key);
    if (!absent && skips(entry, key)) return new Step.Done(Outcome.SKIPPED);
    boolean noReplace = absent || rules.overwrite() == Overwrite.NEVER;
    return volume.inMemory()
        ? writeStraight(entry, key, noReplace, attempt)
        : writeBuffered(entry, key, noReplace, attempt);
  }

  /// The marker of the prefix itself stands for the root, which is there.
  private Step makeDirectory(Key key) {
    boolean present = key.isEmpty() || volume.stat(key) != null;
    if (present && rules.needsDestination()) {
      volume.sync(key);
      return new Step.Done(Outcome.SKIPPED);
    }
    if (!key.isEmpty()) volume.makeDirectory(key);
    return Step.copied(0);
  }

  private boolean skips(Entry entry, Key key) {
    if (!rules.needsDestination()) return false;
    FileStat present = volume.stat(key);
    boolean skips = rules.decide(entry, asEntry(key, present)) instanceof CopyAction.Skip;
    // A run that was killed may have put it there without making it durable.
    if (skips) volume.sync(key);
    return skips;
  }

  /// The file is not created before the first bytes: there may be no object any more.
  private Step writeStraight(Entry entry, Key key, boolean noReplace, Attempt attempt) {
    long size = entry.size();
    return new Step.Ask<>(
        source
            .bucket()
            .getBody(
                entry.key(),
                entry.etag(),
                size,
                (chunk, at) -> attempt.file(volume, key, size).write(chunk, at)),
        _ -> commit(entry, attempt.file(volume, key, size), noReplace));
  }

  private Step writeBuffered(Entry entry, Key key, boolean noReplace, Attempt attempt) {
    return new Step.Lease(
        Math.toIntExact(entry.size()),
        buffer ->
            new Step.Ask<>(
                source.bucket().getBody(entry.key(), entry.etag(), buffer),
                _ -> write(entry, key, noReplace, attempt, buffer)));
  }

  private Step write(Entry entry, Key key, boolean noReplace, Attempt attempt, ByteBuffer buffer) {
    FileWrite file = attempt.file(volume, key, entry.size());
    file.write(buffer.duplicate(), 0);
    return commit(entry, file, noReplace);
  }

  private static Step commit(Entry entry, FileWrite file, boolean noReplace) {
    return new Step.Commit(
        FileCommit.of(file, entry.modifiedMillis(), noReplace), Outcome.Copied.of(entry.size()));
  }

  private static boolean isDirectoryMarker(Entry entry, Key key) {
    if (entry.size() != 0) return false;
    return key.isEmpty() || key.bytes()[key.length() - 1] == SLASH;
  }

  private static @Nullable Entry asEntry(Key key, @Nullable FileStat stat) {
    if (stat == null) return null;
    return new Entry(key, stat.kind(), stat.size(), "", stat.modifiedMillis(), "");
  }

  private Outcome writeParts(Entry entry, Key key, Retries retries) throws InterruptedException {
    if (skips(entry, key)) return Outcome.SKIPPED;
    FileWrite file = volume.create(key, entry.size());
    try {
      Parts parts = new Parts(entry.size(), partSize);
      parts.forEach(i -> writePart(entry, file, parts, i, retries));
      file.commit(entry.modifiedMillis(), rules.overwrite() == Overwrite.NEVER);
    } catch (StoreException | InterruptedException | Error e) {
      file.abort();
      throw e;
    }
    return Outcome.Copied.of(entry.size());
  }

  private void writePart(Entry entry, FileWrite file, Parts parts, int i, Retries retries)
      throws InterruptedException {
    long from = parts.from(i);
    int length = parts.length(i);
    if (volume.inMemory()) {
      source.getRange(entry, from, length, file::write, retries);
      return;
    }
    try (Buffers.Loan loan = buffers.lease(length)) {
      source.getRange(entry, from, loan.bytes(), retries);
      file.write(loan.bytes(), from);
    }
  }

  @Override
  public RunsOn runsOn(int cpus) {
    return new RunsOn(volume.writers(cpus), volume.inMemory());
  }

  @Override
  public Entry lookAgain(Entry entry, Retries retries) throws InterruptedException {
    return source.lookAgain(entry, retries);
  }
}
