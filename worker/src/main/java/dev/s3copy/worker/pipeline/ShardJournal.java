// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.FailedKey;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// What settled keys leave behind besides bytes: failure lines, and inventory lines.
///
/// Lines are gathered in key order and written before the checkpoint that covers them. So no crash
/// loses a line or doubles one.
final class ShardJournal implements CheckpointTracker.Journal {
  /// Listing waits while this many segments are not written yet.
  private static final int MOST_PENDING = 3;

  /// A smaller segment is written once its first line is this old.
  private static final long SEGMENT_AGE_NANOS = 15_000_000_000L;

  private final LineBuffer failures = new LineBuffer();
  private final LineBuffer lines = new LineBuffer();
  private final List<FailedKey> samples;
  private final LongSupplier nanoTime;
  private final int segmentBytes;
  private long oldestLine;

  /// @param samples of failed keys so far
  ShardJournal(List<FailedKey> samples, int segmentBytes, LongSupplier nanoTime) {
    this.samples = new ArrayList<>(samples);
    this.segmentBytes = segmentBytes;
    this.nanoTime = nanoTime;
  }

  @Override
  public void settled(Entry entry, Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed f -> {
        failures.addLine(FailureLine.of(entry.key(), "failed", f.failure(), f.attempts()));
        if (samples.size() < FailedKey.MOST) samples.add(new FailedKey(entry.key(), f.failure()));
      }
      case Outcome.Gone g -> failures.addLine(FailureLine.of(entry.key(), "gone", g.failure(), 1));
      case Outcome.Copied copied when !copied.line().isEmpty() -> {
        if (lines.size() == 0) oldestLine = nanoTime.getAsLong();
        lines.addLine(copied.line());
      }
      case Outcome.Copied _, Outcome.Skipped _ -> {}
    }
  }

  /// Everything up to one key, taken out to be written.
  static final class Cut {
    /// Nothing was taken.
    static final Cut NONE = new Cut(Key.EMPTY, Totals.ZERO, new byte[0], new byte[0], List.of());

    private final Key checkpoint;
    private final Totals totals;
    private final byte[] failures;
    private final byte[] lines;
    private final List<FailedKey> samples;

    private Cut(
        Key checkpoint, Totals totals, byte[] failures, byte[] lines, List<FailedKey> samples) {
      this.checkpoint = checkpoint;
      this.totals = totals;
      this.failures = failures;
      this.lines = lines;
      this.samples = List.copyOf(samples);
    }

    Totals totals() {
      return totals;
    }

    byte[] failures() {
      return failures;
    }

    byte[] lines() {
      return lines;
    }

    ShardReport report(long failureLog, int segments, long remaining) {
      return new ShardReport(checkpoint, totals, failureLog, segments, remaining, samples);
    }
  }

  /// Call under the tracker's lock.
  Cut takeCut(Key checkpoint, Totals totals) {
    return new Cut(checkpoint, totals, failures.takeLines(), lines.takeLines(), samples);
  }

  /// Whether a cut now would only make a small segment; call under the tracker's lock.
  boolean isWorthWaiting() {
    int size = lines.size();
    return size > 0 && size < segmentBytes && nanoTime.getAsLong() - oldestLine < SEGMENT_AGE_NANOS;
  }

  /// Call under the tracker's lock.
  boolean isSegmentFull() {
    return lines.size() >= segmentBytes;
  }

  /// Whether listing is to wait; call under the tracker's lock.
  boolean isFull() {
    return lines.size() + failures.size() >= MOST_PENDING * segmentBytes;
  }
}
