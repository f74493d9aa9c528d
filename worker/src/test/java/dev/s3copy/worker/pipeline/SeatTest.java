// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.copy.Flight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The steps of a flight where event loops take them.
class SeatTest {
  private final List<Seat> told = new ArrayList<>();
  private final Seat seat = seat(true);
  private final AtomicInteger depth = new AtomicInteger();

  /// Does as it is told at each step.
  private abstract class Scripted extends Flight {
    int steps;
    boolean waiting = true;

    abstract @Nullable Outcome step(int number);

    @Override
    public @Nullable Outcome advance() {
      assertThat(depth.incrementAndGet()).as("steps at a time").isOne();
      try {
        return step(++steps);
      } finally {
        depth.decrementAndGet();
      }
    }

    @Override
    public boolean waiting() {
      return waiting;
    }

    @Override
    public void cancel() {}

    @Override
    public void drop() {}
  }

  @Test
  void aRequestThatArrivesWhileTheFlightBeginsIsTakenOnAfterwards() {
    Scripted flight = arrivingWithin(1);
    seat.run();
    assertThat(flight.steps).isZero();
    seat.took(flight);
    assertThat(flight.steps).isEqualTo(2);
    assertThat(told).containsExactly(seat);
    assertThat(seat.outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void aRequestThatArrivesBeforeItsStepEndedIsTakenOnAfterIt() {
    Scripted flight = arrivingWithin(3);
    seat.took(flight);
    seat.run();
    assertThat(flight.steps).isEqualTo(4);
    assertThat(told).containsExactly(seat);
  }

  @Test
  void saysNothingWhileItFlies() {
    seat.took(arrivingWithin(0, 2));
    seat.run();
    assertThat(told).isEmpty();
    seat.run();
    assertThat(told).containsExactly(seat);
  }

  @Test
  void tellsOfAStepThatCouldNotBeTakenAndTakesItAgain() {
    Scripted flight =
        new Scripted() {
          @Override
          @Nullable Outcome step(int number) {
            waiting = number > 1;
            return number == 3 ? Outcome.SKIPPED : null;
          }
        };
    seat.took(flight);
    seat.run();
    assertThat(told).containsExactly(seat);
    seat.land();
    assertThat(flight.steps).as("not taken twice").isOne();
    assertThat(seat.again()).as("it flies now").isFalse();
    seat.run();
    assertThat(told).hasSize(2);
    assertThat(seat.outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void tellsOfAFailure() {
    StoreException failed =
        new StoreException(Failure.of(FailureKind.THROTTLED, "GetObject", "SlowDown", "less"));
    seat.took(
        new Scripted() {
          @Override
          Outcome step(int number) {
            throw failed;
          }
        });
    seat.run();
    assertThat(told).containsExactly(seat);
    assertThat(seat.failure()).isSameAs(failed);
  }

  @Test
  void leavesAllStepsToItsLaneElsewhere() {
    Seat slow = seat(false);
    Scripted flight = arrivingWithin(0, 1);
    slow.took(flight);
    slow.run();
    assertThat(flight.steps).isZero();
    slow.land();
    assertThat(slow.outcome()).isEqualTo(Outcome.SKIPPED);
  }

  /// Whose first requests arrive before the step that made them has ended.
  private Scripted arrivingWithin(int requests) {
    return arrivingWithin(requests, requests + 1);
  }

  private Scripted arrivingWithin(int requests, int last) {
    return new Scripted() {
      @Override
      @Nullable Outcome step(int number) {
        if (number <= requests) seat.run();
        return number == last ? Outcome.SKIPPED : null;
      }
    };
  }

  private Seat seat(boolean onLoops) {
    CheckpointTracker tracker =
        new CheckpointTracker(
            1,
            new ShardReport(Key.EMPTY, Totals.ZERO, 0, 0, 0, List.of()),
            (_, _) -> {},
            () -> false);
    Key key = Key.of("a");
    Fence fence = new Fence(System::nanoTime, new StopSignal());
    try {
      var ticket = tracker.open(Entry.object(key, 1, "", 0), Totals.ZERO);
      return new Seat(new Work(ticket, key, fence), onLoops, told::add);
    } catch (InterruptedException e) {
      throw new AssertionError("the tracker has room", e);
    }
  }
}
