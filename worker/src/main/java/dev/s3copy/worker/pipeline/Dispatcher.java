// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.pace.RequestGate;
import dev.s3copy.worker.copy.ObjectCopier;
import dev.s3copy.worker.copy.ObjectOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Takes objects from a bounded queue and copies many at once: the usual ones in [Lane]s, all
/// others by [Copiers].
///
/// How many requests really run at once is the request gate's decision; here is only the upper
/// bound.
public final class Dispatcher implements AutoCloseable {
  /// More than one LIST page, so that listing runs ahead; small enough to cost nothing.
  private static final int QUEUE = 4096;

  /// The queue lasts for longer at any rate, and waking for each place in it costs more than the
  /// copying.
  private static final long FULL_POLL_MILLIS = 5;

  private static final long DRAIN_POLL_MILLIS = 5;

  /// What a copier has taken goes on after a stop, even if it still waits for a permit: where lanes
  /// do most of the work, so many open connections fast enough.
  private static final int COPIERS_PER_CPU = 128;

  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(QUEUE);
  private final List<Lane> lanes = new ArrayList<>();
  private final Copiers copiers;
  private final StopSignal stop;

  /// How much may be done at once.
  ///
  /// @param slots objects in flight at most
  public record Size(int slots, int cpus) {}

  /// @param maxFailed failed objects that the run bears; one more stops it
  public Dispatcher(
      ObjectCopier copier,
      RequestGate gate,
      Size size,
      LiveTotals totals,
      StopSignal stop,
      long maxFailed) {
    this.stop = stop;
    Settling settling = new Settling(totals, stop, maxFailed);
    ObjectOperation operation = copier.operation();
    int count = operation.lanes(size.cpus());
    int few = Math.min(size.slots(), COPIERS_PER_CPU * size.cpus());
    BlockingQueue<Work> unusual = count == 0 ? queue : new ArrayBlockingQueue<>(few);
    this.copiers = new Copiers(unusual, copier, count == 0 ? size.slots() : few, settling);
    Lane.Shared shared =
        new Lane.Shared(
            queue,
            unusual,
            operation::begin,
            gate,
            settling,
            count,
            size.slots(),
            !operation.waitsForDisks());
    for (int i = 0; i < count; i++) lanes.add(new Lane(shared, i));
  }

  public void start() {
    copiers.start();
    lanes.forEach(Lane::start);
  }

  /// Waits while the queue is full; returns at once, without effect, when the shard is given up.
  void submit(Work work) throws InterruptedException {
    while (!queue.offer(work)) {
      if (work.fence().closed()) return;
      Thread.sleep(FULL_POLL_MILLIS);
    }
    for (Lane lane : lanes) {
      if (lane.feed()) return;
    }
  }

  /// Whether the copiers will soon have nothing to do.
  boolean hungry() {
    return queue.size() < QUEUE / 2;
  }

  /// What is queued counts too, unless it will not be begun any more.
  private boolean working() {
    return copiers.busy()
        || lanes.stream().anyMatch(Lane::busy)
        || (!queue.isEmpty() && !stop.raised());
  }

  /// Lets what is in flight come to its end for a while, then interrupts it.
  void drain(long millis) throws InterruptedException {
    copiers.finish();
    lanes.forEach(Lane::finish);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (working() && System.nanoTime() - deadline < 0) Thread.sleep(DRAIN_POLL_MILLIS);
    close();
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
    copiers.close();
  }
}
