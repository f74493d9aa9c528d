// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.RetryRules;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.copy.Buffers;
import dev.s3copy.worker.copy.CountOnly;
import dev.s3copy.worker.copy.ObjectCopier;
import dev.s3copy.worker.copy.Outage;
import dev.s3copy.worker.copy.Retrier;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BlockingRunnerTest {
  private final StopSignal stop = new StopSignal();
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(4);

  /// The object is not settled then, and nobody else would ever know.
  @Test
  @Timeout(30)
  void anErrorWhileAnObjectIsSettledEndsTheRun() throws InterruptedException {
    Settling settling = new Settling(new LiveTotals(Totals.ZERO), stop, Long.MAX_VALUE);
    Retrier retrier =
        new Retrier(
            new RetryRules(0, new Random(1)),
            new Outage(System::nanoTime, Duration.ofSeconds(1), () -> true),
            stop::raised);
    try (Buffers buffers = new Buffers(1 << 20)) {
      BlockingRunner runner =
          new BlockingRunner(
              queue, new ObjectCopier(new CountOnly(), retrier, buffers), 1, settling);
      runner.start();
      queue.put(work());
      while (!stop.raised()) Thread.sleep(1);
      runner.close();
    }
    assertThat(stop.reason())
        .isInstanceOfSatisfying(
            StopSignal.Reason.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureKind.INTERNAL);
              assertThat(failed.failure().message()).contains("no memory");
            });
  }

  private Work work() throws InterruptedException {
    CheckpointTracker tracker =
        new CheckpointTracker(
            100,
            new ShardReport(Key.EMPTY, Totals.ZERO, 0, 0, 0, List.of()),
            (_, _) -> {},
            () -> false);
    Key key = Key.of("object");
    return new Work(
        tracker.open(Entry.object(key, 1, "e", 0), Totals.ZERO),
        key,
        new Fence(() -> 0, stop),
        (_, _) -> {
          throw new OutOfMemoryError("no memory");
        });
  }
}
