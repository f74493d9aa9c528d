// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.pace.RequestGate;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.copy.Flight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// With a thread of its own, and driven by those that bring the arrivals.
@Timeout(30)
@ParameterizedClass(name = "on event loops: {0}")
@ValueSource(booleans = {false, true})
class LaneTest {
  private static final Failure THROTTLED =
      Failure.of(FailureKind.THROTTLED, "GetObject", "SlowDown", "less, please");
  private static final int SLOTS = 4;

  private final AtomicLong clock = new AtomicLong();
  private final StopSignal stop = new StopSignal();
  private final LiveTotals totals = new LiveTotals(Totals.ZERO);
  private final Fence fence = new Fence(clock::get, stop);
  private final CheckpointTracker tracker =
      new CheckpointTracker(
          100,
          new ShardReport(Key.EMPTY, Totals.ZERO, 0, 0, 0, List.of()),
          (_, _) -> {},
          () -> false);
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(100);
  private final BlockingQueue<Work> unusual = new ArrayBlockingQueue<>(100);
  private final ConcurrentLinkedQueue<FakeFlight> begun = new ConcurrentLinkedQueue<>();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger wants = new AtomicInteger();
  private volatile boolean gateIsFull;
  private final boolean onLoops;
  private @Nullable Lane lane;

  LaneTest(boolean onLoops) {
    this.onLoops = onLoops;
  }

  private final RequestGate gate =
      new RequestGate() {
        @Override
        public void enter() {}

        @Override
        public void exit(Signal signal, long bytes, long nanos) {}

        @Override
        public boolean full() {
          wants.incrementAndGet();
          return gateIsFull;
        }
      };

  @AfterEach
  void close() {
    if (lane != null) lane.close();
  }

  @Test
  void keepsAsManyInFlightAsItMayAndSettlesEach() throws InterruptedException {
    start(this::fake);
    for (int i = 0; i < 10; i++) submit(i);
    // All places are taken before the first arrives, however slowly the lane begins.
    await(() -> begun.size() == SLOTS);
    for (int i = 0; i < 10; i++) next().arrive();
    await(() -> totals.now().copied() == 10);
    assertThat(most).hasValue(SLOTS);
    assertThat(unusual).isEmpty();
    Key checkpoint = tracker.read((key, _) -> key);
    assertThat(checkpoint).isEqualTo(Key.of("9"));
  }

  @Test
  void tellsTheGateThatItWantsMore() throws InterruptedException {
    start(this::fake);
    for (int i = 0; i < SLOTS + 2; i++) submit(i);
    await(() -> begun.size() == SLOTS);
    int before = wants.get();
    next().arrive();
    // Once for the object it begins, once more for the one that finds no room.
    await(() -> wants.get() >= before + 2);
  }

  @Test
  void beginsMoreWhileOthersWaitOnlyForTheDisk() throws InterruptedException {
    assumeFalse(onLoops, "nothing there waits for a disk");
    start(
        (_, _, arrived) -> {
          FakeFlight fake = fly(arrived, true);
          begun.add(fake);
          return fake;
        });
    for (int i = 0; i < 2 * SLOTS; i++) submit(i);
    List<FakeFlight> flights = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      flights.add(next());
      flights.getLast().arrive();
    }
    for (int i = 0; i < SLOTS; i++) flights.add(next());
    assertThat(totals.now().copied()).isZero();
    for (FakeFlight flight : flights.subList(SLOTS, 2 * SLOTS)) flight.arrive();
    flights.forEach(FakeFlight::arrive);
    await(() -> totals.now().copied() == 2 * SLOTS);
  }

  @Test
  void leavesToTheCopiersWhatItCannotBegin() throws InterruptedException {
    start((_, _, _) -> null);
    submit(0);
    assertThat(passed().earlier()).isNull();
    assertThat(totals.now().copied()).isZero();
  }

  @Test
  void aFailedFlightGoesToTheCopiersWithItsFailure() throws InterruptedException {
    start(this::fake);
    submit(0);
    FakeFlight flight = next();
    flight.fail(new StoreException(THROTTLED));
    flight.arrive();
    assertThat(passed().earlier()).isEqualTo(THROTTLED);
    assertThat(totals.now().failed()).isZero();
  }

  @Test
  void aDefectFailsItsObjectAndNoOther() throws InterruptedException {
    start(
        (entry, key, arrived) -> {
          if (entry.key().equals(Key.of("0"))) throw new IllegalStateException("a defect");
          return fake(entry, key, arrived);
        });
    submit(0);
    submit(1);
    next().arrive();
    await(() -> totals.now().copied() == 1 && totals.now().failed() == 1);
  }

  @Test
  void aFlightThatCouldNotMakeItsNextRequestGoesOnLater() throws InterruptedException {
    start(this::fake);
    submit(0);
    FakeFlight flight = next();
    flight.takes(3);
    flight.arrive();
    await(() -> totals.now().copied() == 1);
    assertThat(flight.dropped()).isFalse();
  }

  @Test
  @DisplayName("P-22 nothing is begun while it is unknown whose the shard is")
  void nothingIsBegunBehindAStaleFence() throws InterruptedException {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(25));
    start(this::fake);
    submit(0);
    assertThat(passed()).isNotNull();
    assertThat(begun).isEmpty();
  }

  @Test
  void waitsForTheGateInsteadOfCrowdingTheCopiers() throws InterruptedException {
    gateIsFull = true;
    start(this::fake);
    submit(0);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    assertThat(unusual).isEmpty();
    assertThat(begun).isEmpty();
    assertThat(lane().busy()).isTrue();
  }

  @Test
  void closingEndsWhatIsInFlightAndSettlesNothing() throws InterruptedException {
    start(this::fake);
    submit(0);
    submit(1);
    var _ = next();
    var _ = next();
    lane().close();
    assertThat(totals.now().copied() + totals.now().failed()).isZero();
    assertThat(lane().busy()).isFalse();
  }

  private Flight fake(Entry entry, Key key, Runnable arrived) {
    FakeFlight flight = fly(arrived, false);
    begun.add(flight);
    return flight;
  }

  private void start(Lane.Departure departure) {
    Settling settling = new Settling(totals, stop, Long.MAX_VALUE);
    lane =
        new Lane(new Lane.Shared(queue, unusual, departure, gate, settling, 1, SLOTS, onLoops), 0);
    lane.start();
  }

  private Lane lane() {
    Lane started = lane;
    if (started == null) throw new IllegalStateException("not started");
    return started;
  }

  private FakeFlight fly(Runnable arrived, boolean commits) {
    FakeFlight flight = new FakeFlight(arrived, commits);
    int others = (int) begun.stream().filter(FakeFlight::underWay).count();
    most.accumulateAndGet(1 + others, Math::max);
    return flight;
  }

  private void submit(int number) throws InterruptedException {
    Key key = Key.of(Integer.toString(number));
    queue.add(new Work(tracker.open(Entry.object(key, 1, "e", 0), Totals.ZERO), key, fence));
    var _ = lane().feed();
  }

  private FakeFlight next() {
    await(() -> !begun.isEmpty());
    return begun.remove();
  }

  private Work passed() throws InterruptedException {
    Work work = unusual.poll(10, TimeUnit.SECONDS);
    if (work == null) throw new AssertionError("nothing was passed on");
    return work;
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) throw new AssertionError("not in time");
      LockSupport.parkNanos(1_000_000);
    }
  }
}
