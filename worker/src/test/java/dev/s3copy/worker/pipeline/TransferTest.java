// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.s3copy.worker.copy.Buffers;
import dev.s3copy.worker.copy.FileCommit;
import dev.s3copy.worker.copy.Step;
import dev.s3copy.worker.pipeline.FakeRequests.FakeAnswer;
import dev.s3copy.worker.pipeline.Transfer.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferTest {
  private static final Step DONE = new Step.Done(Outcome.SKIPPED);

  private final FakeRequests requests = new FakeRequests();
  private final Buffers buffers = new Buffers(8192);
  private final List<Transfer> notified = new ArrayList<>();
  private final AtomicInteger depth = new AtomicInteger();

  @AfterEach
  void everyBufferIsBack() {
    Buffers.Loan all = buffers.tryLease(8192);
    assertThat(all).as("buffers that were not given back").isNotNull();
  }

  @Test
  void anAnswerThatArrivesWhileTheFirstStepIsTakenIsTakenOnAfterwards() {
    Transfer transfer = transfer(true, requests.ask(alone(DONE)));
    requests.onSend = () -> next().arrive();
    assertThat(transfer.start()).as("the runner looks at it").isTrue();
    assertSettled(transfer);
  }

  @Test
  void anAnswerThatArrivesBeforeItsStepEndedIsTakenOnAfterIt() {
    Transfer transfer = transfer(true, requests.ask(asking(asking(asking(DONE)))));
    transfer.start();
    requests.onSend = () -> next().arrive();
    next().arrive();
    assertSettled(transfer);
    assertThat(notified).containsExactly(transfer);
  }

  @Test
  void saysNothingWhileItIsInFlight() {
    Transfer transfer = transfer(true, requests.ask(asking(DONE)));
    assertThat(transfer.start()).isFalse();
    next().arrive();
    assertThat(notified).isEmpty();
    next().arrive();
    assertThat(notified).containsExactly(transfer);
  }

  @Test
  void aStepThatIsHeldUpIsTriedAgain() {
    Transfer transfer = transfer(true, requests.ask(asking(DONE)));
    transfer.start();
    requests.refuse(2);
    next().arrive();
    assertThat(notified).containsExactly(transfer);
    assertThat(transfer.state()).isEqualTo(State.HELD_UP);
    transfer.resume();
    assertThat(transfer.state()).as("not tried twice").isEqualTo(State.HELD_UP);
    assertThat(transfer.tryAgain()).as("still held up").isTrue();
    assertThat(transfer.tryAgain()).as("in flight now").isFalse();
    next().arrive();
    assertThat(notified).hasSize(2);
    assertSettled(transfer);
  }

  @Test
  void aFailureEndsIt() {
    StoreException failed =
        new StoreException(Failure.of(FailureKind.THROTTLED, "GetObject", "SlowDown", "less"));
    Transfer transfer = transfer(true, requests.ask(DONE));
    transfer.start();
    next().fail(failed);
    assertThat(notified).containsExactly(transfer);
    assertThat(transfer.end()).isEqualTo(new Transfer.End.Failed(failed.failure()));
  }

  @Test
  void aDefectFailsItsObject() {
    Transfer transfer =
        transfer(
            true,
            new Step.Lease(
                10,
                _ -> {
                  throw new IllegalStateException("a defect");
                }));
    assertThat(transfer.start()).isTrue();
    assertThat(transfer.end())
        .isInstanceOfSatisfying(
            Transfer.End.Settled.class,
            end -> assertThat(end.outcome()).isInstanceOf(Outcome.Failed.class));
  }

  @Test
  void leavesAllStepsToItsRunnerWhereStepsMayWaitForADisk() {
    Transfer transfer = transfer(false, requests.ask(DONE));
    assertThat(transfer.start()).isTrue();
    next().arrive();
    assertThat(notified).containsExactly(transfer);
    assertThat(transfer.state()).isEqualTo(State.AWAITING_ANSWER);
    transfer.resume();
    assertSettled(transfer);
  }

  @Test
  void itsBufferIsGivenBackWhileItWaitsForTheDisk() {
    FakeCommit commit = new FakeCommit(null);
    Transfer transfer =
        transfer(false, new Step.Lease(5000, _ -> new Step.Commit(commit, Outcome.SKIPPED)));
    transfer.start();
    assertThat(transfer.state()).isEqualTo(State.AWAITING_DISK);
    Buffers.Loan all = Objects.requireNonNull(buffers.tryLease(8192));
    all.close();
    commit.ended.run();
    assertThat(notified).containsExactly(transfer);
    transfer.resume();
    assertSettled(transfer);
  }

  @Test
  void aFileThatWasNotPutInPlaceFailsIt() {
    StoreException full =
        new StoreException(Failure.of(FailureKind.DESTINATION_FULL, "fsync", "ENOSPC", "full"));
    FakeCommit commit = new FakeCommit(full);
    Transfer transfer = transfer(false, new Step.Commit(commit, Outcome.SKIPPED));
    transfer.start();
    commit.ended.run();
    transfer.resume();
    assertThat(transfer.end()).isEqualTo(new Transfer.End.Failed(full.failure()));
  }

  @Test
  void whatHasToWaitGoesToTheBlockingRunner() {
    Transfer parts = transfer(true, new Step.Blocking(_ -> Outcome.SKIPPED));
    parts.start();
    assertThat(parts.end()).isEqualTo(new Transfer.End.NeedsWaiting());
    Buffers.Loan all = Objects.requireNonNull(buffers.tryLease(8192));
    Transfer noRoom = transfer(true, new Step.Lease(10, _ -> DONE));
    noRoom.start();
    all.close();
    assertThat(noRoom.end()).isEqualTo(new Transfer.End.NeedsWaiting());
    Transfer heldUp = transfer(true, new Step.Lease(10, _ -> requests.ask(DONE)));
    requests.refuse(1);
    heldUp.start();
    heldUp.giveUp();
    assertThat(heldUp.end()).isEqualTo(new Transfer.End.NeedsWaiting());
  }

  /// A file that a test commits.
  private static final class FakeCommit implements FileCommit {
    private final @Nullable StoreException failure;
    private Runnable ended = () -> {};

    FakeCommit(@Nullable StoreException failure) {
      this.failure = failure;
    }

    @Override
    public void commit() {
      throw new AssertionError("nobody may wait here");
    }

    @Override
    public Runnable commitLater(Runnable whenEnded) {
      ended = whenEnded;
      return () -> {
        if (failure != null) throw failure;
      };
    }
  }

  private static void assertSettled(Transfer transfer) {
    assertThat(transfer.state()).isEqualTo(State.ENDED);
    assertThat(transfer.end()).isEqualTo(new Transfer.End.Settled(Outcome.SKIPPED));
  }

  private Step asking(Step next) {
    return alone(requests.ask(next));
  }

  /// A step that is made while no other one of the transfer is.
  private Step alone(Step step) {
    return new Step.Lease(
        10,
        _ -> {
          assertThat(depth.incrementAndGet()).as("steps at a time").isOne();
          depth.decrementAndGet();
          return step;
        });
  }

  private FakeAnswer next() {
    FakeAnswer answer = requests.sent.poll();
    if (answer == null) throw new AssertionError("nothing was sent");
    return answer;
  }

  private Transfer transfer(boolean onEventLoops, Step first) {
    CheckpointTracker tracker =
        new CheckpointTracker(
            1,
            new ShardReport(Key.EMPTY, Totals.ZERO, 0, 0, 0, List.of()),
            (_, _) -> {},
            () -> false);
    Key key = Key.of("a");
    StopSignal stop = new StopSignal();
    Fence fence = new Fence(System::nanoTime, stop);
    BlockingQueue<Work> queue = new ArrayBlockingQueue<>(1);
    LoopContext context =
        new LoopContext(
            queue,
            queue,
            (_, _, _) -> first,
            buffers,
            new OpenGate(),
            new Settling(new LiveTotals(Totals.ZERO), stop, 0),
            1,
            1,
            onEventLoops);
    try {
      var ticket = tracker.open(Entry.object(key, 1, "", 0), Totals.ZERO);
      return new Transfer(new Work(ticket, key, fence, null), context, notified::add);
    } catch (InterruptedException e) {
      throw new AssertionError("the tracker has room", e);
    }
  }

  private static final class OpenGate implements RequestGate {
    @Override
    public void enter() {}

    @Override
    public void exit(Signal signal, long bytes, long nanos) {}
  }
}
