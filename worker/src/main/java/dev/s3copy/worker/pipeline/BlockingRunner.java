// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.copy.ObjectCopier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/// A fixed set of virtual threads. Each copies one object at a time, and waits for whatever the
/// object needs, retries included.
final class BlockingRunner {
  private final List<Thread> threads = new ArrayList<>();
  private final BlockingQueue<Work> queue;
  private final ObjectCopier copier;
  private final Settling settling;
  private final LongAdder busy = new LongAdder();
  private volatile boolean closed;

  /// @param slots threads, so objects at once
  BlockingRunner(BlockingQueue<Work> queue, ObjectCopier copier, int slots, Settling settling) {
    this.queue = queue;
    this.copier = copier;
    this.settling = settling;
    for (int i = 0; i < slots; i++) {
      threads.add(Thread.ofVirtual().name("copy-" + i).unstarted(this::work));
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  boolean busy() {
    return busy.sum() > 0;
  }

  private void work() {
    try {
      while (!closed) {
        Work work = queue.take();
        busy.increment();
        try {
          if (work.fence().pass()) copy(work);
        } catch (RuntimeException | Error e) {
          // The object is not settled, so the run could never end.
          settling.broken(e);
        } finally {
          busy.decrement();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copy(Work work) throws InterruptedException {
    Outcome outcome;
    try {
      outcome = copier.copy(work.entry(), work.destination(), work.earlier());
    } catch (StoreException e) {
      // An interrupted thread has not failed: its object is not settled, and comes again.
      if (e.failure().kind() != FailureKind.INTERRUPTED) settling.stop().fail(e.failure());
      return;
    } catch (RuntimeException | Error e) {
      outcome = Settling.defect(e);
    }
    settling.ended(work, outcome);
  }

  /// Starts nothing any more.
  void finish() {
    closed = true;
  }

  /// Interrupts what is in flight, and waits for its end.
  void close() {
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
