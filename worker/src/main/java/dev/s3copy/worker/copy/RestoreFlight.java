// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.file.Commit;
import dev.s3copy.worker.s3.Pending;
import org.jspecify.annotations.Nullable;

/// A GET, then a file, then its way to the disk.
final class RestoreFlight extends Flight {
  private final Restore restore;
  private final Entry entry;
  private final Key key;
  private final boolean absent;
  private final Buffers.Loan body;
  private final Runnable arrived;
  private @Nullable Pending<?> reading;
  private @Nullable Commit committing;

  private RestoreFlight(
      Restore restore, Entry entry, Key key, boolean absent, Buffers.Loan body, Runnable arrived) {
    this.restore = restore;
    this.entry = entry;
    this.key = key;
    this.absent = absent;
    this.body = body;
    this.arrived = arrived;
  }

  /// @param absent whether nothing can be at the key, as far as this run knows
  /// @return null where something would have to be waited for
  static @Nullable Flight begin(
      Restore restore, Entry entry, Key key, boolean absent, Runnable arrived) {
    Buffers.Loan body = restore.buffers().tryLease(Math.toIntExact(entry.size()));
    if (body == null) return null;
    RestoreFlight flight = new RestoreFlight(restore, entry, key, absent, body, arrived);
    try {
      flight.reading =
          restore.source().bucket().tryGetBody(entry.key(), entry.etag(), body.bytes(), arrived);
    } finally {
      if (flight.reading == null) body.close();
    }
    return flight.waiting() ? flight : null;
  }

  @Override
  public @Nullable Outcome advance() {
    Pending<?> read = reading;
    Commit commit = committing;
    if (read != null) {
      reading = null;
      try (body) {
        var _ = read.take();
        committing = restore.write(entry, key, body.bytes(), absent, arrived);
      }
      if (committing != null) return null;
    } else {
      if (commit == null) throw new IllegalStateException("nothing was asked for");
      committing = null;
      commit.take();
    }
    return Outcome.Copied.of(entry.size());
  }

  @Override
  public boolean waiting() {
    return reading != null || committing != null;
  }

  @Override
  public boolean committing() {
    return committing != null;
  }

  @Override
  public void cancel() {
    cancel(reading);
  }

  @Override
  public void drop() {
    // Whether read or committed, it always waits, and is never dropped on the way.
    body.close();
  }
}
