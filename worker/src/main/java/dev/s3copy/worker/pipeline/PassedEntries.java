// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.shard.Totals;

/// Counts entries that are settled as they are listed, one after the other. The tracker's lock and
/// the shared counters are then used once for many of them. One thread only.
final class PassedEntries {
  private final LiveTotals live;
  private long copied;
  private long skipped;
  private long excluded;
  private long bytesListed;
  private long bytesCopied;

  PassedEntries(LiveTotals live) {
    this.live = live;
  }

  /// Counts an entry that a dry run would have copied.
  void countCopied(long bytes) {
    copied++;
    bytesListed += bytes;
    bytesCopied += bytes;
  }

  void countSkipped(long bytes) {
    skipped++;
    bytesListed += bytes;
  }

  void countExcluded(long bytes) {
    excluded++;
    bytesListed += bytes;
  }

  /// Returns what was counted since the last call, and adds it to the live totals.
  Totals takeTotals() {
    long listed = copied + skipped + excluded;
    if (listed == 0) return Totals.ZERO;
    Totals taken = new Totals(listed, copied, skipped, 0, excluded, 0, bytesListed, bytesCopied);
    live.passed(taken);
    copied = 0;
    skipped = 0;
    excluded = 0;
    bytesListed = 0;
    bytesCopied = 0;
    return taken;
  }
}
