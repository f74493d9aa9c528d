// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static java.util.Objects.requireNonNull;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.copy.Attempt;
import dev.s3copy.worker.copy.Step;
import dev.s3copy.worker.s3.PendingAnswer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One object in flight in a [LoopRunner]: takes its steps one after the other, and waits in none.
///
/// Where event loops take steps, the loop that brings an answer takes the next step, side by side
/// with steps of other objects of the runner. Elsewhere the runner's thread takes all of them.
final class Transfer implements Runnable {
  /// Where a transfer stands.
  enum State {
    /// Its first step is not made yet.
    NEW,
    AWAITING_ANSWER,
    AWAITING_DISK,
    /// Its next request would have to wait, for the gate or for a connection.
    HELD_UP,
    ENDED
  }

  /// How it ended.
  sealed interface End {
    record Settled(Outcome outcome) implements End {}

    record Failed(Failure failure) implements End {}

    /// The next step has to wait, so the [BlockingRunner] takes the object, from its first step on.
    record NeedsWaiting() implements End {}
  }

  /// A request under way, and what follows its answer.
  private record Asked<T>(Step.Ask<T> ask, PendingAnswer<T> answer) {
    Step next() {
      return ask.next().apply(answer.take());
    }
  }

  /// A file on its way to the disk, and what follows.
  private record Committing(Runnable requireCommitted, Outcome outcome) {
    Step next() {
      requireCommitted.run();
      return new Step.Done(outcome);
    }
  }

  final Work work;

  /// When it was held up; 0 while it is not. For the runner.
  long heldUpSince;

  /// Whether the runner counts it as waiting for the disk. For the runner.
  boolean countedAsCommitting;

  private final LoopContext context;
  private final Attempt attempt;
  private final Consumer<Transfer> notifyRunner;

  private volatile State state = State.NEW;
  private volatile @Nullable Asked<?> asked;
  private @Nullable Committing committing;
  private @Nullable Step heldUp;
  private @Nullable End end;

  /// Steps that are due, where event loops take them; the first one from the beginning. The thread
  /// that makes it 1 takes all of them: an answer may arrive on another event loop before the step
  /// that asked for it has returned.
  private final AtomicInteger due = new AtomicInteger(1);

  /// @param notifyRunner called on any thread when the runner has to look at this transfer
  Transfer(Work work, LoopContext context, Consumer<Transfer> notifyRunner) {
    this.work = work;
    this.context = context;
    this.attempt = new Attempt(context.buffers(), true);
    this.notifyRunner = notifyRunner;
  }

  State state() {
    return state;
  }

  /// Null until it has ended.
  @Nullable End end() {
    return end;
  }

  /// For the runner: takes the first steps.
  ///
  /// @return whether the runner has to look at it; else it is in flight, and perhaps already on
  ///     another thread
  boolean start() {
    return takeDueSteps();
  }

  /// An answer arrived, or the file is on the disk; on any thread.
  @Override
  public void run() {
    if (!context.onEventLoops()) notifyRunner.accept(this);
    else if (due.getAndIncrement() == 0 && takeDueSteps()) notifyRunner.accept(this);
  }

  /// For the runner, when it was notified: takes the next steps, unless an event loop has.
  void resume() {
    if (!context.onEventLoops()) takeSteps();
  }

  /// For the runner: tries the step again that was held up.
  ///
  /// @return as [#start]
  boolean tryAgain() {
    due.incrementAndGet();
    return takeDueSteps();
  }

  private boolean takeDueSteps() {
    boolean inFlight;
    do {
      takeSteps();
      inFlight = state == State.AWAITING_ANSWER || state == State.AWAITING_DISK;
    } while (due.decrementAndGet() > 0);
    return !inFlight || !context.onEventLoops();
  }

  /// Goes on as far as it can without waiting.
  private void takeSteps() {
    try {
      follow(nextStep());
    } catch (StoreException e) {
      end(new End.Failed(e.failure()));
    } catch (RuntimeException | Error e) {
      end(new End.Settled(Settling.defect(e)));
    }
  }

  private Step nextStep() {
    return switch (state) {
      case NEW -> context.method().first(work.entry(), work.destination(), attempt);
      case AWAITING_ANSWER -> {
        Asked<?> arrived = requireNonNull(asked);
        asked = null;
        yield arrived.next();
      }
      case AWAITING_DISK -> requireNonNull(committing).next();
      case HELD_UP -> requireNonNull(heldUp);
      case ENDED -> throw new IllegalStateException("ended already");
    };
  }

  private void follow(Step first) {
    Step step = first;
    while (true) {
      switch (step) {
        case Step.Ask<?> ask -> {
          send(ask);
          return;
        }
        case Step.Lease lease -> {
          ByteBuffer buffer = attempt.tryLease(lease.bytes());
          if (buffer == null) {
            end(new End.NeedsWaiting());
            return;
          }
          step = lease.next().apply(buffer);
        }
        case Step.Commit commit -> {
          commit(commit);
          return;
        }
        case Step.Check _, Step.Blocking _ -> {
          end(new End.NeedsWaiting());
          return;
        }
        case Step.Done done -> {
          end(new End.Settled(done.outcome()));
          return;
        }
      }
    }
  }

  private <T> void send(Step.Ask<T> ask) {
    PendingAnswer<T> answer = ask.call().trySend(this);
    if (answer == null) {
      heldUp = ask;
      state = State.HELD_UP;
    } else {
      heldUp = null;
      asked = new Asked<>(ask, answer);
      state = State.AWAITING_ANSWER;
    }
  }

  private void commit(Step.Commit step) {
    attempt.releaseBuffer();
    Runnable requireCommitted = step.file().commitLater(this);
    if (requireCommitted == null) {
      end(new End.Settled(step.outcome()));
    } else {
      committing = new Committing(requireCommitted, step.outcome());
      state = State.AWAITING_DISK;
    }
  }

  private void end(End how) {
    end = how;
    try {
      attempt.close();
    } catch (RuntimeException | Error e) {
      end = new End.Settled(Settling.defect(e));
    }
    state = State.ENDED;
  }

  /// Has the answer under way arrive soon. From any thread.
  void cancel() {
    Asked<?> underWay = asked;
    if (underWay != null) underWay.answer().cancel();
  }

  /// For the runner: gives up one that is held up.
  void giveUp() {
    end(new End.NeedsWaiting());
  }
}
