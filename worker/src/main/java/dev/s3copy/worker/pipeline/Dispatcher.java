// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.copy.ObjectCopier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Takes objects from a bounded queue and copies many at once, each on a virtual thread of a fixed
/// set.
///
/// How many requests really run at once is the request gate's decision; here is only the upper
/// bound.
public final class Dispatcher implements AutoCloseable {
  /// More than one LIST page, so that listing runs ahead; small enough to cost nothing.
  private static final int QUEUE = 4096;

  private static final long FULL_POLL_MILLIS = 100;
  private static final long DRAIN_POLL_MILLIS = 5;

  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(QUEUE);
  private final List<Thread> threads = new ArrayList<>();
  private final ObjectCopier copier;
  private final LiveTotals totals;
  private final StopSignal stop;
  private final long maxFailed;
  private final LongAdder busy = new LongAdder();
  private volatile boolean closed;

  /// @param slots objects in flight at most
  /// @param maxFailed failed objects that the run bears; one more stops it
  public Dispatcher(
      ObjectCopier copier, int slots, LiveTotals totals, StopSignal stop, long maxFailed) {
    this.copier = copier;
    this.totals = totals;
    this.stop = stop;
    this.maxFailed = maxFailed;
    for (int i = 0; i < slots; i++) {
      threads.add(Thread.ofVirtual().name("copy-" + i).unstarted(this::work));
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /// Waits while the queue is full; returns at once, without effect, when the shard is given up.
  void submit(Work work) throws InterruptedException {
    while (!queue.offer(work, FULL_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (work.fence().closed()) return;
    }
  }

  /// Whether the copiers will soon have nothing to do.
  boolean hungry() {
    return queue.size() < QUEUE / 4;
  }

  private void work() {
    try {
      while (!closed) {
        Work work = queue.take();
        busy.increment();
        try {
          if (work.fence().pass()) settle(work);
        } finally {
          busy.decrement();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void settle(Work work) throws InterruptedException {
    Outcome outcome;
    try {
      outcome = copier.copy(work.ticket().entry(), work.destination());
    } catch (StoreException e) {
      stop.fail(e.failure());
      return;
    } catch (RuntimeException | Error e) {
      outcome = new Outcome.Failed(defect(e), 1);
    }
    // A failure while the run stops may be the stopping itself: the key is not settled, and comes
    // again.
    if (outcome instanceof Outcome.Failed && stop.raised()) return;
    totals.settled(outcome);
    work.ticket().settle(outcome);
    if (outcome instanceof Outcome.Failed && totals.failed() > maxFailed) stop.fail(tooMany());
  }

  private static Failure defect(Throwable e) {
    return Failure.of(
        FailureKind.INTERNAL,
        "Copy",
        "Internal",
        "a defect in s3copy, please report it with --verbose: " + e);
  }

  private Failure tooMany() {
    return Failure.of(
        FailureKind.TOO_MANY_FAILURES,
        "Copy",
        "TooManyFailures",
        "more than spec.failurePolicy.maxFailedObjects = "
            + maxFailed
            + " objects failed; see the report, mend the cause, then run the same command again");
  }

  /// What is queued counts too, unless it will not be begun any more.
  private boolean working() {
    return busy.sum() > 0 || (!queue.isEmpty() && !stop.raised());
  }

  /// Lets what is in flight come to its end for a while, then interrupts it.
  void drain(long millis) throws InterruptedException {
    closed = true;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (working() && System.nanoTime() - deadline < 0) Thread.sleep(DRAIN_POLL_MILLIS);
    close();
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
