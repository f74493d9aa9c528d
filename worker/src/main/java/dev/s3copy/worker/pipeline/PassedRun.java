// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.shard.Totals;

/// Counts entries in a row that are settled as they are listed, so that lock, counters and
/// checkpoint are asked once for all of them. Not for several threads.
final class PassedRun {
  private final LiveTotals live;
  private long copied;
  private long skipped;
  private long excluded;
  private long bytesListed;
  private long bytesCopied;

  PassedRun(LiveTotals live) {
    this.live = live;
  }

  /// Would have been copied, if the run were not a dry one.
  void copied(long bytes) {
    copied++;
    bytesListed += bytes;
    bytesCopied += bytes;
  }

  void skipped(long bytes) {
    skipped++;
    bytesListed += bytes;
  }

  void excluded(long bytes) {
    excluded++;
    bytesListed += bytes;
  }

  /// What was counted since the last call; it shows in the live totals from then on.
  Totals take() {
    long listed = copied + skipped + excluded;
    if (listed == 0) return Totals.ZERO;
    Totals run = new Totals(listed, copied, skipped, excluded, 0, bytesListed, bytesCopied);
    live.passed(run);
    copied = 0;
    skipped = 0;
    excluded = 0;
    bytesListed = 0;
    bytesCopied = 0;
    return run;
  }
}
