// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.Pending;
import org.jspecify.annotations.Nullable;

/// One object on its way, in steps that never wait for the network. The steps follow each other,
/// whatever threads take them. Nothing is tried twice here.
public abstract class Flight {
  /// Takes the next step: after a request arrived, or later again while [#waiting] is false.
  ///
  /// @return the outcome; null while there is more to do
  /// @throws dev.s3copy.core.failure.StoreException when it did not work; the flight is over, all
  ///     it held is given back and nothing half-done is left visible
  public abstract @Nullable Outcome advance();

  /// Whether a request is under way, whose arrival is to be waited for.
  public abstract boolean waiting();

  /// Whether it waits for a disk, and for nothing else any more: the network has room for others.
  public boolean committing() {
    return false;
  }

  /// Has the request under way arrive soon. From any thread, also while a step is taken.
  public abstract void cancel();

  /// Gives back what it holds, where no request is under way: there will be no more steps.
  public abstract void drop();

  static void cancel(@Nullable Pending<?> request) {
    if (request != null) request.cancel();
  }

  /// One that needs no request.
  static Flight over(Outcome outcome) {
    return new Over(outcome);
  }

  private static final class Over extends Flight {
    private final Outcome outcome;

    Over(Outcome outcome) {
      this.outcome = outcome;
    }

    @Override
    public Outcome advance() {
      return outcome;
    }

    @Override
    public boolean waiting() {
      return false;
    }

    @Override
    public void cancel() {}

    @Override
    public void drop() {}
  }
}
