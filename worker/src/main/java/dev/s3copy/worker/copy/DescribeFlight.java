// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.Pending;

/// A HEAD, then a line.
final class DescribeFlight extends Flight {
  private final Entry entry;
  private final Pending<ObjectHead> asking;
  private boolean waiting = true;

  DescribeFlight(Entry entry, Pending<ObjectHead> asking) {
    this.entry = entry;
    this.asking = asking;
  }

  @Override
  public Outcome advance() {
    waiting = false;
    return Describe.outcome(entry, asking.take());
  }

  @Override
  public boolean waiting() {
    return waiting;
  }

  @Override
  public void cancel() {
    asking.cancel();
  }

  @Override
  public void drop() {}
}
