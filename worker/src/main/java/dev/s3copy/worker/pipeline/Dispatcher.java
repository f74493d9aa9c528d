// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.pace.RequestGate;
import dev.s3copy.worker.copy.Confirmation;
import dev.s3copy.worker.copy.ObjectCopier;
import dev.s3copy.worker.copy.RunsOn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Takes objects into a bounded queue and has many copied at once: first by [LoopRunner]s, which
/// wait for nothing, and what has to wait by the [BlockingRunner].
///
/// How many requests really run at once is the request gate's decision. Here is only the upper
/// bound.
public final class Dispatcher implements AutoCloseable {
  /// More than one LIST page, so that listing runs ahead; small enough to cost nothing.
  private static final int QUEUE = 4096;

  /// A full queue lasts for longer than this at any rate. To be woken for each place in it would
  /// cost more than the copying.
  private static final long FULL_POLL_MILLIS = 5;

  private static final long DRAIN_POLL_MILLIS = 5;

  /// An object that a thread has taken goes on after a stop, even if it still waits for a permit.
  /// So there are no more threads than large objects and retries can use.
  private static final int THREADS_PER_CPU = 128;

  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(QUEUE);
  private final List<LoopRunner> loopRunners = new ArrayList<>();
  private final BlockingRunner blockingRunner;
  private final StopSignal stop;
  private final Settling settling;
  private final @Nullable Confirmation confirmation;
  private final BlockingQueue<Work> waiting;

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
    this.settling = new Settling(totals, stop, maxFailed);
    this.confirmation = copier.method().confirmation();
    RunsOn runsOn = copier.method().runsOn(size.cpus());
    int threads = Math.min(size.slots(), THREADS_PER_CPU * size.cpus());
    this.waiting = new ArrayBlockingQueue<>(threads);
    this.blockingRunner = new BlockingRunner(waiting, copier, threads, settling);
    LoopContext context =
        new LoopContext(
            queue,
            waiting,
            copier.method()::first,
            copier.buffers(),
            gate,
            settling,
            runsOn.threads(),
            size.slots(),
            runsOn.eventLoops());
    for (int i = 0; i < runsOn.threads(); i++) loopRunners.add(new LoopRunner(context, i));
  }

  public void start() {
    blockingRunner.start();
    loopRunners.forEach(LoopRunner::start);
  }

  /// For the objects of one shard; null where nothing is left to confirm once an object is written.
  @Nullable PendingConfirmation confirmation(LongSupplier nanoTime) {
    Confirmation confirms = confirmation;
    return confirms == null ? null : new PendingConfirmation(confirms, settling, waiting, nanoTime);
  }

  /// Waits while the queue is full; returns at once, without effect, when the shard is given up.
  void submit(Work work) throws InterruptedException {
    while (!queue.offer(work)) {
      if (work.fence().closed()) return;
      Thread.sleep(FULL_POLL_MILLIS);
    }
    for (LoopRunner runner : loopRunners) {
      if (runner.offerWork()) return;
    }
  }

  /// Whether there will soon be nothing to copy.
  boolean hungry() {
    return queue.size() < QUEUE / 2;
  }

  /// What is queued counts too, unless it will not be begun any more.
  private boolean working() {
    return blockingRunner.busy()
        || loopRunners.stream().anyMatch(LoopRunner::busy)
        || (!queue.isEmpty() && !stop.raised());
  }

  /// Lets what is in flight come to its end for a while, then interrupts it.
  void drain(long millis) throws InterruptedException {
    blockingRunner.finish();
    loopRunners.forEach(LoopRunner::finish);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (working() && System.nanoTime() - deadline < 0) Thread.sleep(DRAIN_POLL_MILLIS);
    close();
  }

  @Override
  public void close() {
    loopRunners.forEach(LoopRunner::close);
    blockingRunner.close();
  }
}
