// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import java.util.concurrent.atomic.AtomicLong;

/// How many names all listings of a volume hold at once, whatever their number and depth.
final class NameBudget {
  /// About 30 MiB with names of 20 bytes.
  private static final long TOTAL = 512 * 1024;

  /// More names in a batch save passes over a large directory: n names cost n / batch passes.
  private static final int LARGEST_BATCH = 65_536;

  /// With a smaller batch a listing would hardly make progress.
  private static final int SMALLEST_BATCH = 4096;

  private static final int RESERVE = 4;

  private final int largest;
  private final AtomicLong held = new AtomicLong();

  NameBudget() {
    this(LARGEST_BATCH);
  }

  NameBudget(int largest) {
    this.largest = largest;
  }

  /// The batch to read now; a part of what is left, as directories nest.
  int share() {
    long left = (TOTAL - held.get()) / RESERVE;
    return Math.clamp(left, Math.min(largest, SMALLEST_BATCH), largest);
  }

  void take(int names) {
    held.addAndGet(names);
  }

  void give(int names) {
    held.addAndGet(-names);
  }
}
