// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.copy.Flight;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Arrives when a test says so.
final class FakeFlight extends Flight {
  private final Runnable arrived;
  private final boolean commits;
  private final AtomicInteger steps = new AtomicInteger(1);
  private volatile @Nullable StoreException failure;
  private volatile boolean underWay = true;
  private volatile boolean committing;
  private volatile boolean dropped;

  /// @param commits whether it waits for a disk after its request
  FakeFlight(Runnable arrived, boolean commits) {
    this.arrived = arrived;
    this.commits = commits;
  }

  /// Its last step is the `number`th; those before cannot make their requests.
  void takes(int number) {
    steps.set(number);
  }

  void fail(StoreException with) {
    failure = with;
  }

  void arrive() {
    arrived.run();
  }

  boolean underWay() {
    return underWay;
  }

  boolean dropped() {
    return dropped;
  }

  @Override
  public @Nullable Outcome advance() {
    if (commits && !committing) {
      committing = true;
      return null;
    }
    underWay = false;
    StoreException e = failure;
    if (e != null) throw e;
    return steps.decrementAndGet() <= 0 ? Outcome.Copied.of(1) : null;
  }

  @Override
  public boolean waiting() {
    return underWay;
  }

  @Override
  public boolean committing() {
    return committing;
  }

  @Override
  public void cancel() {
    fail(new StoreException(Failure.of(FailureKind.CONNECTION, "GetObject", "Cut", "cut")));
    arrived.run();
  }

  @Override
  public void drop() {
    dropped = true;
  }
}
