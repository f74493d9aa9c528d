// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.CheckpointTracker;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CheckpointerTest {
  private static final Duration HEARTBEAT = Duration.ofSeconds(4);
  private static final Key KEY = Key.of("k");

  private final StopSignal stop = new StopSignal();
  private final Shard shard = Shard.root(KeyRange.ALL).claimed();
  private final List<String> written = new ArrayList<>();
  private boolean sinkFails;
  private boolean sinkIsSlow;
  private final CountDownLatch slowDisk = new CountDownLatch(1);

  /// A second later at each look; it overflows between two heartbeats.
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());

  private final Fence fence = new Fence(this::nanoTime, stop);
  private final ShardJournal journal = new ShardJournal(List.of(), 1 << 20, this::nanoTime);
  private final CheckpointTracker tracker =
      new CheckpointTracker(8, ShardReport.NONE, journal, stop::raised);

  private long nanoTime() {
    return clock.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  private Checkpointer checkpointer(FakeShardStore store) {
    Durability durability =
        new Durability(
            new SegmentFailureLogs((_, number, _) -> written.add("failures " + number)),
            (_, number, lines) -> {
              if (sinkFails) throw unavailable();
              if (sinkIsSlow) slowDisk.await();
              written.add(
                  "lines " + number + " " + new String(lines, StandardCharsets.UTF_8).strip());
            },
            () -> written.add("sync"),
            new CheckpointPace(HEARTBEAT, false, 1 << 20));
    CopyPlan plan = Plans.copyAll(NoListing.INSTANCE, false, 1);
    ShardContext context =
        new ShardContext(
            plan, store, durability, new LiveTotals(Totals.ZERO), stop, this::nanoTime);
    return new Checkpointer(shard, context, tracker, journal, fence, _ -> 7);
  }

  @Test
  void keepsItsPaceWhereTheClockOverflows() throws Exception {
    List<Checkpointer> self = new ArrayList<>();
    List<Long> sentAt = new ArrayList<>(List.of(clock.get()));
    FakeShardStore store =
        new FakeShardStore(shard) {
          @Override
          public int heartbeat(Shard.Lease lease, ShardReport report) throws LeaseLostException {
            sentAt.add(clock.get());
            if (sentAt.size() == 3) self.getFirst().endHeartbeats();
            return super.heartbeat(lease, report);
          }
        };
    self.add(checkpointer(store));
    self.getFirst().sendHeartbeats();
    assertThat(sentAt.get(1) - sentAt.get(0)).isGreaterThanOrEqualTo(HEARTBEAT.toNanos());
    assertThat(sentAt.get(2) - sentAt.get(1)).isGreaterThanOrEqualTo(HEARTBEAT.toNanos());
  }

  @Test
  void writesAllBeforeTheReportThatCoversIt() throws Exception {
    tracker.open(Entry.object(KEY, 5, "", 0), Totals.ZERO).settle(new Outcome.Copied(5, "", "{}"));
    ShardReport report = checkpointer(new FakeShardStore(shard)).finalReport();
    assertThat(written).containsExactly("sync", "lines 0 {}");
    assertThat(report)
        .isEqualTo(new ShardReport(KEY, new Totals(1, 1, 0, 0, 0, 0, 5, 5), 0, 1, 7, List.of()));
  }

  @Test
  void aStepThatFailsLosesNoLine() throws Exception {
    settle("a", "{a}");
    Checkpointer checkpointer = checkpointer(new FakeShardStore(shard));
    sinkFails = true;
    assertThatThrownBy(checkpointer::finalReport).isInstanceOf(StoreException.class);
    assertThat(checkpointer.lastReport()).as("nothing is proved").isEqualTo(ShardReport.NONE);
    settle("b", "{b}");
    sinkFails = false;
    ShardReport report = checkpointer.finalReport();
    assertThat(written).contains("lines 0 {a}", "lines 1 {b}");
    assertThat(report.totals().copied()).isEqualTo(2);
    assertThat(report.segments()).isEqualTo(2);
  }

  private void settle(String key, String line) throws InterruptedException {
    tracker
        .open(Entry.object(Key.of(key), 5, "", 0), Totals.ZERO)
        .settle(new Outcome.Copied(5, "", line));
  }

  private static StoreException unavailable() {
    return new StoreException(
        Failure.of(FailureKind.SERVER_ERROR, "PutObject", "ServiceUnavailable", "not now"));
  }

  @Test
  void heartbeatsGoOnWhileTheLastFilesAreMadeDurable() throws Exception {
    List<ShardReport> beats = new ArrayList<>();
    List<Checkpointer> self = new ArrayList<>();
    FakeShardStore store =
        new FakeShardStore(shard) {
          @Override
          public int heartbeat(Shard.Lease lease, ShardReport report) throws LeaseLostException {
            beats.add(report);
            if (beats.size() == 3) slowDisk.countDown();
            return super.heartbeat(lease, report);
          }
        };
    self.add(checkpointer(store));
    settle("a", "{a}");
    sinkIsSlow = true;
    Thread beat =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    self.getFirst().sendHeartbeats();
                  } catch (InterruptedException | LeaseLostException e) {
                    throw new AssertionError(e);
                  }
                });
    ShardReport last = self.getFirst().finalReport();
    self.getFirst().endHeartbeats();
    beat.join();
    assertThat(beats).hasSizeGreaterThanOrEqualTo(3);
    assertThat(last.totals().copied()).isEqualTo(1);
    assertThat(written).filteredOn(line -> line.startsWith("lines")).hasSize(1);
  }

  @Test
  void aLostLeaseClosesTheFence() {
    FakeShardStore store = new FakeShardStore(shard);
    store.mood = FakeShardStore.Mood.LEASE_LOST;
    Checkpointer checkpointer = checkpointer(store);
    assertThatThrownBy(checkpointer::sendHeartbeats).isInstanceOf(LeaseLostException.class);
    assertThat(fence.closed()).isTrue();
  }

  @Test
  void aStoreThatIsAwayEndsNothing() throws Exception {
    List<Checkpointer> self = new ArrayList<>();
    FakeShardStore store =
        new FakeShardStore(shard) {
          @Override
          public int heartbeat(Shard.Lease lease, ShardReport report) throws LeaseLostException {
            if (mood == Mood.WELL) self.getFirst().endHeartbeats();
            Mood before = mood;
            mood = Mood.WELL;
            if (before == Mood.AWAY) throw away();
            return super.heartbeat(lease, report);
          }
        };
    store.mood = FakeShardStore.Mood.AWAY;
    self.add(checkpointer(store));
    self.getFirst().sendHeartbeats();
    assertThat(store.heartbeats).hasSize(1);
    assertThat(fence.lost()).isFalse();
  }
}
