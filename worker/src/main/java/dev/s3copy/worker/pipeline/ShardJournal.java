// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import java.util.function.LongSupplier;

/// What settled keys leave behind besides bytes: failure lines, and inventory lines.
///
/// Lines are gathered in key order and written before the checkpoint that covers them, so after a
/// crash neither is lost or
/// doubled.
final class ShardJournal implements CheckpointTracker.Journal {
  /// A segment of this size is written at once.
  private static final int SEGMENT_BYTES = 1 << 20;

  /// Listing waits while this much is not written yet.
  private static final int MOST_PENDING_BYTES = 3 * SEGMENT_BYTES;

  /// A smaller segment is written once its first line is this old.
  private static final long SEGMENT_AGE_NANOS = 15_000_000_000L;

  private final LineBuffer failures = new LineBuffer();
  private final LineBuffer lines = new LineBuffer();
  private final LongSupplier nanoTime;
  private long oldestLine;

  ShardJournal(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public void settled(Entry entry, Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed f ->
          failures.add(FailureLine.of(entry.key(), "failed", f.failure(), f.attempts()));
      case Outcome.Gone g -> failures.add(FailureLine.of(entry.key(), "skipped", g.failure(), 1));
      case Outcome.Copied copied when !copied.line().isEmpty() -> {
        if (lines.size() == 0) oldestLine = nanoTime.getAsLong();
        lines.add(copied.line());
      }
      case Outcome.Copied _, Outcome.Skipped _, Outcome.Excluded _ -> {}
    }
  }

  /// Everything up to one key, taken out to be written.
  static final class Cut {
    /// Nothing was taken.
    static final Cut NONE = new Cut(Key.EMPTY, Totals.ZERO, new byte[0], new byte[0]);

    private final Key checkpoint;
    private final Totals totals;
    private final byte[] failures;
    private final byte[] lines;

    private Cut(Key checkpoint, Totals totals, byte[] failures, byte[] lines) {
      this.checkpoint = checkpoint;
      this.totals = totals;
      this.failures = failures;
      this.lines = lines;
    }

    byte[] failures() {
      return failures;
    }

    byte[] lines() {
      return lines;
    }

    ShardReport report(long failureLogBytes, int segments, long remaining) {
      return new ShardReport(checkpoint, totals, failureLogBytes, segments, remaining);
    }
  }

  /// Call under the tracker's lock.
  Cut cut(Key checkpoint, Totals totals) {
    return new Cut(checkpoint, totals, failures.take(), lines.take());
  }

  /// Whether a cut now would only make a small segment; call under the tracker's lock.
  boolean worthWaiting() {
    int size = lines.size();
    return size > 0
        && size < SEGMENT_BYTES
        && nanoTime.getAsLong() - oldestLine < SEGMENT_AGE_NANOS;
  }

  boolean segmentFull() {
    return lines.size() >= SEGMENT_BYTES;
  }

  boolean full() {
    return lines.size() + failures.size() >= MOST_PENDING_BYTES;
  }
}
