// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.copy.Confirmation;
import dev.s3copy.worker.copy.Confirmation.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Settles the objects of one shard. Those that were written to a bucket are settled once they are
/// confirmed, a thousand at a time, or all when nothing else is in flight.
///
/// An object that is not confirmed is copied once more where that may help; else it has failed.
/// While confirmations wait the checkpoint waits, so at most as many objects wait as a shard may
/// have unsettled.
final class PendingConfirmation implements Work.Ending {
  /// As many as a LIST page holds.
  private static final int BATCH = 1000;

  /// Batches under way at once: with one, listing would be slower than copying where answers take
  /// long.
  private static final int MOST_AT_ONCE = 4;

  /// Objects of a slow shard wait no longer than this.
  private static final long AGE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long FULL_POLL_MILLIS = 5;

  private final Confirmation confirmation;
  private final Settling settling;
  private final BlockingQueue<Work> waiting;
  private final LongSupplier nanoTime;

  private final List<Pending> pending = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /// Objects in flight that are not pending.
  private int inFlight;

  private boolean listingEnded;
  private long oldest;

  private record Pending(Work work, Outcome.Copied outcome) {
    Written written() {
      return new Written(work.destination(), outcome.bytes(), outcome.etag(), work.entry().etag());
    }
  }

  PendingConfirmation(
      Confirmation confirmation,
      Settling settling,
      BlockingQueue<Work> waiting,
      LongSupplier nanoTime) {
    this.confirmation = confirmation;
    this.settling = settling;
    this.waiting = waiting;
    this.nanoTime = nanoTime;
  }

  /// To be called for each object before it is handed on.
  synchronized void begin() {
    inFlight++;
  }

  /// An object's copying ended. On any thread; does not wait.
  @Override
  public synchronized void ended(Work work, Outcome outcome) {
    inFlight--;
    if (outcome instanceof Outcome.Copied copied) {
      if (pending.isEmpty()) oldest = nanoTime.getAsLong();
      pending.add(new Pending(work, copied));
    } else {
      settling.settle(work, outcome);
    }
    startIfDue();
  }

  /// No object begins any more, but such as are copied once more.
  synchronized void listingEnded() {
    listingEnded = true;
    startIfDue();
  }

  /// To be called now and then, so that old ones do not wait for others.
  synchronized void startIfDue() {
    threads.removeIf(thread -> !thread.isAlive());
    if (pending.isEmpty() || threads.size() >= MOST_AT_ONCE) return;
    boolean last = listingEnded && inFlight == 0;
    boolean old = nanoTime.getAsLong() - oldest > AGE_NANOS;
    if (pending.size() < BATCH && !last && !old) return;
    List<Pending> batch = takePending();
    threads.add(Thread.ofVirtual().name("confirm").start(() -> confirm(batch)));
  }

  private synchronized List<Pending> takePending() {
    List<Pending> batch = List.copyOf(pending);
    pending.clear();
    return batch;
  }

  private void confirm(List<Pending> batch) {
    try {
      settle(batch, confirmation.confirm(batch.stream().map(Pending::written).toList()));
    } catch (StoreException e) {
      settling.stop().fail(e.failure());
    } catch (InterruptedException e) {
      // Not settled: they come again.
    } catch (RuntimeException | Error e) {
      settling.broken(e);
    }
  }

  private void settle(List<Pending> batch, Map<Key, Failure> failures) throws InterruptedException {
    for (Pending each : batch) {
      Failure failure = failures.get(each.work.destination());
      boolean first = each.work.earlier() == null;
      if (failure == null) {
        settling.settle(each.work, each.outcome);
      } else if (failure.kind().retryable() && first && !settling.stop().raised()) {
        copyAgain(each.work.after(failure));
      } else {
        settling.settle(each.work, new Outcome.Failed(failure, first ? 1 : 2));
      }
    }
  }

  /// Waits while there is no room; without effect once the run is to stop.
  private void copyAgain(Work work) throws InterruptedException {
    begin();
    while (!waiting.offer(work, FULL_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (settling.stop().raised() || work.fence().closed()) return;
    }
  }

  /// Waits until all that ended is settled; nothing ends any more.
  void confirmRest() throws InterruptedException {
    List<Thread> running;
    synchronized (this) {
      running = List.copyOf(threads);
    }
    for (Thread thread : running) thread.join();
    confirm(takePending());
  }
}
