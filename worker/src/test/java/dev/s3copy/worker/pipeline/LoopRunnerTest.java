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
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.copy.Attempt;
import dev.s3copy.worker.copy.Buffers;
import dev.s3copy.worker.copy.FileCommit;
import dev.s3copy.worker.copy.Step;
import dev.s3copy.worker.pipeline.FakeRequests.FakeAnswer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
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
class LoopRunnerTest {
  private static final Failure THROTTLED =
      Failure.of(FailureKind.THROTTLED, "GetObject", "SlowDown", "less, please");
  private static final int SLOTS = 4;
  private static final Outcome COPIED = Outcome.Copied.of(1);

  private final Buffers buffers = new Buffers(1 << 20);

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
  private final BlockingQueue<Work> waiting = new ArrayBlockingQueue<>(100);
  private final FakeRequests requests = new FakeRequests();
  private final List<FakeAnswer> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger demands = new AtomicInteger();
  private volatile boolean gateIsFull;
  private volatile boolean gateIsLimited;
  private final boolean onEventLoops;
  private @Nullable LoopRunner runner;

  LoopRunnerTest(boolean onEventLoops) {
    this.onEventLoops = onEventLoops;
  }

  private final RequestGate gate =
      new RequestGate() {
        @Override
        public void enter() {}

        @Override
        public void exit(Signal signal, long bytes, long nanos) {}

        @Override
        public boolean isFull() {
          looks.incrementAndGet();
          return gateIsFull;
        }

        @Override
        public void reportDemand() {
          demands.incrementAndGet();
        }

        @Override
        public boolean isRateLimited() {
          return gateIsLimited;
        }
      };

  @AfterEach
  void close() {
    if (runner != null) runner.close();
  }

  @Test
  void keepsAsManyInFlightAsItMayAndSettlesEach() throws InterruptedException {
    start(this::head);
    for (int i = 0; i < 10; i++) submit(i);
    // All places are taken before the first answer arrives, however slowly the runner starts.
    await(() -> requests.sent.size() == SLOTS);
    for (int i = 0; i < 10; i++) next().arrive();
    await(() -> totals.now().copied() == 10);
    assertThat(most).hasValue(SLOTS);
    assertThat(waiting).isEmpty();
    Key checkpoint = tracker.read((key, _) -> key);
    assertThat(checkpoint).isEqualTo(Key.of("9"));
  }

  @Test
  void reportsDemandToAFullGate() throws InterruptedException {
    start(this::head);
    for (int i = 0; i < SLOTS + 2; i++) submit(i);
    await(() -> requests.sent.size() == SLOTS);
    gateIsFull = true;
    int before = demands.get();
    next().arrive();
    await(() -> demands.get() > before);
  }

  @Test
  void asksTheGateForTheObjectItStartsAndForTheOneWithoutRoom() throws InterruptedException {
    start(this::head);
    for (int i = 0; i < SLOTS + 2; i++) submit(i);
    await(() -> requests.sent.size() == SLOTS);
    int before = looks.get();
    next().arrive();
    await(() -> looks.get() >= before + 2);
    assertThat(demands).hasValue(0);
  }

  @Test
  void startsMoreWhileOthersWaitOnlyForTheDisk() throws InterruptedException {
    assumeFalse(onEventLoops, "nothing there waits for a disk");
    ConcurrentLinkedQueue<Runnable> committing = new ConcurrentLinkedQueue<>();
    start((_, _, _) -> requests.ask(new Step.Commit(new HeldCommit(committing), COPIED)));
    for (int i = 0; i < 2 * SLOTS; i++) submit(i);
    for (int i = 0; i < SLOTS; i++) next().arrive();
    for (int i = 0; i < SLOTS; i++) next().arrive();
    await(() -> committing.size() == 2 * SLOTS);
    assertThat(totals.now().copied()).isZero();
    committing.forEach(Runnable::run);
    await(() -> totals.now().copied() == 2 * SLOTS);
  }

  @Test
  void handsOverWhatHasToWait() throws InterruptedException {
    start((_, _, _) -> new Step.Blocking(_ -> COPIED));
    submit(0);
    assertThat(handedOver().earlier()).isNull();
    assertThat(totals.now().copied()).isZero();
  }

  @Test
  void handsOverEverythingWhereRatesAreLimited() throws InterruptedException {
    gateIsLimited = true;
    start(this::head);
    submit(0);
    assertThat(handedOver().earlier()).isNull();
    assertThat(requests.sent).isEmpty();
  }

  @Test
  void aRateThatIsLimitedMeanwhileHandsOverWhatIsHeldUp() throws InterruptedException {
    requests.refuse(Integer.MAX_VALUE);
    start(this::head);
    submit(0);
    gateIsLimited = true;
    assertThat(handedOver().earlier()).isNull();
  }

  @Test
  void aFailureGoesAlongToTheBlockingRunner() throws InterruptedException {
    start(this::head);
    submit(0);
    next().fail(new StoreException(THROTTLED));
    assertThat(handedOver().earlier()).isEqualTo(THROTTLED);
    assertThat(totals.now().failed()).isZero();
  }

  @Test
  void aDefectFailsItsObjectAndNoOther() throws InterruptedException {
    start(
        (entry, key, attempt) -> {
          if (entry.key().equals(Key.of("0"))) throw new IllegalStateException("a defect");
          return head(entry, key, attempt);
        });
    submit(0);
    submit(1);
    next().arrive();
    await(() -> totals.now().copied() == 1 && totals.now().failed() == 1);
  }

  @Test
  void aTransferThatIsHeldUpGoesOnLater() throws InterruptedException {
    start((_, _, _) -> requests.ask(requests.ask(new Step.Done(COPIED))));
    submit(0);
    requests.refuse(3);
    await(() -> !requests.sent.isEmpty());
    next().arrive();
    next().arrive();
    await(() -> totals.now().copied() == 1);
    assertThat(waiting).isEmpty();
  }

  @Test
  @DisplayName("P-22 nothing is begun while it is unknown whose the shard is")
  void nothingIsStartedBehindAStaleFence() throws InterruptedException {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(25));
    start(this::head);
    submit(0);
    assertThat(handedOver()).isNotNull();
    assertThat(requests.sent).isEmpty();
  }

  @Test
  void waitsForTheGateInsteadOfCrowdingTheBlockingRunner() throws InterruptedException {
    gateIsFull = true;
    start(this::head);
    submit(0);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    assertThat(waiting).isEmpty();
    assertThat(requests.sent).isEmpty();
    assertThat(runner().busy()).isTrue();
  }

  @Test
  void closingEndsWhatIsInFlightAndSettlesNothing() throws InterruptedException {
    start(this::head);
    submit(0);
    submit(1);
    var _ = next();
    var _ = next();
    runner().close();
    assertThat(totals.now().copied() + totals.now().failed()).isZero();
    assertThat(runner().busy()).isFalse();
  }

  private Step head(Entry entry, Key key, Attempt attempt) {
    return requests.ask(new Step.Done(COPIED));
  }

  private void start(LoopContext.FirstStep method) {
    Settling settling = new Settling(totals, stop, Long.MAX_VALUE);
    requests.onSend = this::countInFlight;
    LoopContext context =
        new LoopContext(queue, waiting, method, buffers, gate, settling, 1, SLOTS, onEventLoops);
    runner = new LoopRunner(context, 0);
    runner.start();
  }

  private void countInFlight() {
    requests.sent.forEach(
        answer -> {
          if (!seen.contains(answer)) seen.add(answer);
        });
    int inFlight = (int) seen.stream().filter(FakeAnswer::isUnderWay).count();
    most.accumulateAndGet(inFlight, Math::max);
  }

  private LoopRunner runner() {
    LoopRunner started = runner;
    if (started == null) throw new IllegalStateException("not started");
    return started;
  }

  private void submit(int number) throws InterruptedException {
    Key key = Key.of(Integer.toString(number));
    queue.add(new Work(tracker.open(Entry.object(key, 1, "e", 0), Totals.ZERO), key, fence, null));
    var _ = runner().offerWork();
  }

  private FakeAnswer next() {
    await(() -> !requests.sent.isEmpty());
    return requests.sent.remove();
  }

  private Work handedOver() throws InterruptedException {
    Work work = waiting.poll(10, TimeUnit.SECONDS);
    if (work == null) throw new AssertionError("nothing was handed over");
    return work;
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) throw new AssertionError("not in time");
      LockSupport.parkNanos(1_000_000);
    }
  }

  /// Ends when a test runs what it adds.
  private record HeldCommit(ConcurrentLinkedQueue<Runnable> held) implements FileCommit {
    @Override
    public void commit() {
      throw new AssertionError("nobody may wait here");
    }

    @Override
    public Runnable commitLater(Runnable ended) {
      held.add(ended);
      return () -> {};
    }
  }
}
