// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.Totals;
import java.util.concurrent.atomic.LongAdder;

/// Counters for people who watch: they move as objects settle, in any order. The result of a run
/// comes from its checkpoints.
public final class LiveTotals {
  private final Totals start;
  private final LongAdder listed = new LongAdder();
  private final LongAdder copied = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder gone = new LongAdder();
  private final LongAdder excluded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder bytesListed = new LongAdder();
  private final LongAdder bytesCopied = new LongAdder();

  private volatile boolean listingDone;

  /// @param start what earlier runs of the same state have settled
  public LiveTotals(Totals start) {
    this.start = start;
  }

  void listed(Entry entry) {
    listed.increment();
    bytesListed.add(entry.size());
  }

  /// Entries that were settled as they were listed.
  void passed(Totals entries) {
    listed.add(entries.listed());
    copied.add(entries.copied());
    skipped.add(entries.skipped());
    excluded.add(entries.excluded());
    bytesListed.add(entries.bytesListed());
    bytesCopied.add(entries.bytesCopied());
  }

  void settled(Outcome outcome) {
    switch (outcome) {
      case Outcome.Copied done -> {
        copied.increment();
        bytesCopied.add(done.bytes());
      }
      case Outcome.Skipped _ -> skipped.increment();
      case Outcome.Gone _ -> gone.increment();
      case Outcome.Failed _ -> failed.increment();
    }
  }

  void listingEnded() {
    listingDone = true;
  }

  /// Whether every shard is listed to its end, so that `listed` is the total.
  public boolean listingDone() {
    return listingDone;
  }

  public long failed() {
    return start.failed() + failed.sum();
  }

  public Totals now() {
    return start.plus(
        new Totals(
            listed.sum(),
            copied.sum(),
            skipped.sum(),
            gone.sum(),
            excluded.sum(),
            failed.sum(),
            bytesListed.sum(),
            bytesCopied.sum()));
  }
}
