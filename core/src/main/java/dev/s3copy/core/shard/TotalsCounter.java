// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;

/// Counts outcomes; not thread-safe.
final class TotalsCounter {
  private long listed;
  private long copied;
  private long skipped;
  private long gone;
  private long excluded;
  private long failed;
  private long bytesListed;
  private long bytesCopied;

  TotalsCounter(Totals start) {
    add(start);
  }

  void add(Totals more) {
    listed += more.listed();
    copied += more.copied();
    skipped += more.skipped();
    gone += more.gone();
    excluded += more.excluded();
    failed += more.failed();
    bytesListed += more.bytesListed();
    bytesCopied += more.bytesCopied();
  }

  void add(Entry entry, Outcome outcome) {
    listed++;
    bytesListed += entry.size();
    switch (outcome) {
      case Outcome.Copied done -> {
        copied++;
        bytesCopied += done.bytes();
      }
      case Outcome.Skipped _ -> skipped++;
      case Outcome.Gone _ -> gone++;
      case Outcome.Failed _ -> failed++;
    }
  }

  Totals totals() {
    return new Totals(listed, copied, skipped, gone, excluded, failed, bytesListed, bytesCopied);
  }
}
