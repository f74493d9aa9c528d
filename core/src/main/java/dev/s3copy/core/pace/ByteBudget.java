// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

import java.util.concurrent.Semaphore;

/// A bounded amount of buffer memory. First come, first served: a large request is not passed by
/// small ones for ever. A request larger than the whole budget waits for all of it.
public final class ByteBudget {
  /// Counted in pages, so that an int of permits covers 8 TiB.
  private static final int PAGE = 4096;

  private final int totalPages;
  private final Semaphore pages;

  /// @param totalBytes at least one page (4 KiB)
  public ByteBudget(long totalBytes) {
    if (totalBytes < PAGE) throw new IllegalArgumentException("byte budget " + totalBytes);
    this.totalPages = (int) Math.min(totalBytes / PAGE, Integer.MAX_VALUE);
    this.pages = new Semaphore(totalPages, true);
  }

  public void acquire(long bytes) throws InterruptedException {
    pages.acquire(pagesOf(bytes));
  }

  /// Never waits. False if too little is left, or if somebody already waits.
  public boolean tryAcquire(long bytes) {
    return !pages.hasQueuedThreads() && pages.tryAcquire(pagesOf(bytes));
  }

  /// Gives back what was acquired: the same number.
  public void release(long bytes) {
    pages.release(pagesOf(bytes));
  }

  public long availableBytes() {
    return (long) pages.availablePermits() * PAGE;
  }

  public long totalBytes() {
    return (long) totalPages * PAGE;
  }

  private int pagesOf(long bytes) {
    if (bytes < 0) throw new IllegalArgumentException("negative bytes " + bytes);
    return (int) Math.min((bytes + PAGE - 1) / PAGE, totalPages);
  }
}
