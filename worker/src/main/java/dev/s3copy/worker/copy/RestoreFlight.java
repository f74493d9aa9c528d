// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.Pending;
import org.jspecify.annotations.Nullable;

/// A GET, then a file.
final class RestoreFlight extends Flight {
  private final Restore restore;
  private final Entry entry;
  private final Key key;
  private final Buffers.Loan body;
  private @Nullable Pending<?> reading;

  private RestoreFlight(Restore restore, Entry entry, Key key, Buffers.Loan body) {
    this.restore = restore;
    this.entry = entry;
    this.key = key;
    this.body = body;
  }

  /// @return null where something would have to be waited for
  static @Nullable Flight begin(Restore restore, Entry entry, Key key, Runnable arrived) {
    Buffers.Loan body = restore.buffers().tryLease(Math.toIntExact(entry.size()));
    if (body == null) return null;
    RestoreFlight flight = new RestoreFlight(restore, entry, key, body);
    try {
      flight.reading =
          restore.source().bucket().tryGetBody(entry.key(), entry.etag(), body.bytes(), arrived);
    } finally {
      if (flight.reading == null) body.close();
    }
    return flight.waiting() ? flight : null;
  }

  @Override
  public Outcome advance() {
    Pending<?> arrived = reading;
    if (arrived == null) throw new IllegalStateException("nothing was asked for");
    reading = null;
    try (body) {
      var _ = arrived.take();
      return restore.write(entry, key, body.bytes());
    }
  }

  @Override
  public boolean waiting() {
    return reading != null;
  }

  @Override
  public void cancel() {
    if (reading != null) reading.cancel();
  }

  @Override
  public void drop() {
    body.close();
  }
}
