// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench.micro;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a key costs on its way into the checkpoint.
@State(Scope.Thread)
public class CheckpointTrackerMicro extends Micro {
  private static final int IN_FLIGHT = 256;
  private static final int RUN = 1000;
  private static final Totals PASSED = new Totals(RUN, 0, RUN, 0, 0, 0, RUN, 0);

  private final Entry entry = Entry.object(Key.of("data/a"), 1, "etag", 0);
  private final Outcome done = Outcome.Copied.of(1);
  private final CheckpointTracker tracker =
      new CheckpointTracker(2 * IN_FLIGHT, ShardReport.NONE, (_, _) -> {}, () -> false);
  private final CheckpointTracker.Ticket[] tickets = new CheckpointTracker.Ticket[IN_FLIGHT];

  /// Copied one by one, settled in the opposite of their order.
  @Benchmark
  @OperationsPerInvocation(IN_FLIGHT)
  public void copied() throws InterruptedException {
    for (int i = 0; i < IN_FLIGHT; i++) tickets[i] = tracker.open(entry, Totals.ZERO);
    for (int i = IN_FLIGHT - 1; i >= 0; i--) tickets[i].settle(done);
  }

  /// Skipped as they are listed, a thousand together.
  @Benchmark
  @OperationsPerInvocation(RUN)
  public void passed() throws InterruptedException {
    tracker.pass(entry.key(), PASSED);
  }
}
