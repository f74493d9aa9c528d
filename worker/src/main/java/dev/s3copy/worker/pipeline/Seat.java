// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static java.util.Objects.requireNonNull;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.copy.Flight;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An object in flight: takes its steps, one after the other, and tells its lane.
///
/// On event loops a step is taken right where its request arrived, side by side with steps of other
/// objects of the lane; else the lane takes all of them.
final class Seat implements Runnable {
  final Work work;

  /// When it could not go on; 0 while it can. For the lane.
  long stalledSince;

  /// Whether the lane has seen that it only waits for a disk.
  boolean committing;

  private final boolean onLoops;
  private final Consumer<Seat> tell;
  private @Nullable Flight flight;
  private @Nullable Outcome outcome;
  private @Nullable StoreException failure;
  private boolean stepped;

  /// Steps that are due, and one while the flight begins. Who makes it 1 takes them all: a request
  /// may arrive on another event loop before the step that made it has returned.
  private final AtomicInteger due = new AtomicInteger(1);

  /// @param tell called on any thread when the lane is to look at it
  Seat(Work work, boolean onLoops, Consumer<Seat> tell) {
    this.work = work;
    this.onLoops = onLoops;
    this.tell = tell;
  }

  Flight flight() {
    return requireNonNull(flight, "not begun");
  }

  @Nullable Outcome outcome() {
    return outcome;
  }

  /// Why it is over without an outcome.
  @Nullable StoreException failure() {
    return failure;
  }

  /// The flight has begun; requests of it may have arrived already.
  void took(Flight begun) {
    flight = begun;
    boolean ready = !begun.waiting();
    if (!onLoops) {
      if (ready) tell.accept(this);
    } else if (ready || due.decrementAndGet() > 0) {
      goOn();
    }
  }

  /// On an event loop: its request arrived.
  @Override
  public void run() {
    if (!onLoops) tell.accept(this);
    else if (due.getAndIncrement() == 0) goOn();
  }

  private void goOn() {
    if (!takeSteps()) return;
    stepped = true;
    tell.accept(this);
  }

  /// @return whether the lane is to look at it; else it flies, and may be another thread's already
  private boolean takeSteps() {
    boolean flying;
    do {
      step();
      flying = outcome == null && failure == null && flight().waiting();
    } while (due.decrementAndGet() > 0);
    return !flying;
  }

  /// For the lane, when it was told: takes the step, unless it was taken on an event loop.
  void land() {
    if (!stepped) step();
    stepped = false;
  }

  /// For the lane: tries the step again that could not be taken.
  ///
  /// @return whether to look at it
  boolean again() {
    if (onLoops) {
      due.incrementAndGet();
      return takeSteps();
    }
    step();
    return true;
  }

  private void step() {
    try {
      outcome = flight().advance();
    } catch (StoreException e) {
      failure = e;
    } catch (RuntimeException | Error e) {
      outcome = Settling.defect(e);
    }
  }
}
