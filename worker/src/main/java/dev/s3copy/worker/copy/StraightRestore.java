// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.file.FileWrite;
import dev.s3copy.worker.s3.ByteTarget;
import dev.s3copy.worker.s3.Pending;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A GET whose bytes go straight into a file of a file system in memory, where no write waits: no
/// buffer holds them, and they are still in the processor's cache.
final class StraightRestore extends Flight implements ByteTarget {
  private final Restore restore;
  private final Entry entry;
  private final Key key;
  private final boolean absent;
  private @Nullable FileWrite file;
  private @Nullable Pending<?> reading;

  private StraightRestore(Restore restore, Entry entry, Key key, boolean absent) {
    this.restore = restore;
    this.entry = entry;
    this.key = key;
    this.absent = absent;
  }

  /// @param absent whether nothing can be at the key, as far as this run knows
  /// @return null where something would have to be waited for
  static @Nullable Flight begin(
      Restore restore, Entry entry, Key key, boolean absent, Runnable arrived) {
    StraightRestore flight = new StraightRestore(restore, entry, key, absent);
    flight.reading =
        restore
            .source()
            .bucket()
            .tryGetBody(entry.key(), entry.etag(), entry.size(), flight, arrived);
    return flight.reading == null ? null : flight;
  }

  @Override
  public void write(ByteBuffer chunk, long offset) {
    begun().write(chunk, offset);
  }

  /// Not before the first bytes: there may be no object any more.
  private FileWrite begun() {
    FileWrite begun = file;
    if (begun == null) {
      begun = restore.volume().create(key, entry.size());
      file = begun;
    }
    return begun;
  }

  @Override
  public Outcome advance() {
    Pending<?> read = reading;
    if (read == null) throw new IllegalStateException("nothing was asked for");
    reading = null;
    try {
      var _ = read.take();
      restore.commit(begun(), entry, absent);
    } finally {
      drop();
    }
    return Outcome.Copied.of(entry.size());
  }

  @Override
  public boolean waiting() {
    return reading != null;
  }

  @Override
  public void cancel() {
    cancel(reading);
  }

  /// Nothing is left of a file that was not committed.
  @Override
  public void drop() {
    if (file != null) file.close();
  }
}
