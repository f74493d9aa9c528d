// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.RetryRules;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;
import dev.s3copy.core.pace.AdaptiveGate;
import dev.s3copy.core.pace.ConcurrencyController;
import dev.s3copy.core.pace.RateLimit;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.copy.Buffers;
import dev.s3copy.worker.copy.CountOnly;
import dev.s3copy.worker.copy.ObjectCopier;
import dev.s3copy.worker.copy.Outage;
import dev.s3copy.worker.copy.Retrier;
import dev.s3copy.worker.shard.LocalShardStore;
import dev.s3copy.worker.shard.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShardRunnersTest {
  private static final int KEYS = 20_000;

  @TempDir private Path folder;
  private final StopSignal stop = new StopSignal();

  /// Keys `00000` to `19999`, straight from memory.
  private static final class Numbers implements Listing {
    private final TreeSet<Key> keys = new TreeSet<>();

    Numbers() {
      for (int i = 0; i < KEYS; i++) keys.add(Key.of("%05d".formatted(i)));
    }

    @Override
    public Page page(Key after, int max) {
      return Page.of(
          keys.tailSet(after, false).stream()
              .limit(max)
              .map(key -> Entry.object(key, 1, "etag", 0))
              .toList());
    }
  }

  /// Takes its time over each heartbeat, and notices when it is interrupted meanwhile.
  private record SlowStore(ShardStore store, AtomicInteger cutShort) implements ShardStore {
    @Override
    public int heartbeat(Shard.Lease lease, ShardReport report) throws LeaseLostException {
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        cutShort.incrementAndGet();
      }
      return store.heartbeat(lease, report);
    }

    @Override
    public Claim claim() {
      return store.claim();
    }

    @Override
    public Shard cede(Shard.Lease lease, List<Key> cuts, long keysEach) throws LeaseLostException {
      return store.cede(lease, cuts, keysEach);
    }

    @Override
    public void finish(Shard.Lease lease, ShardReport report) throws LeaseLostException {
      store.finish(lease, report);
    }

    @Override
    public void release(Shard.Lease lease, ShardReport report, @Nullable Failure why)
        throws LeaseLostException {
      store.release(lease, report, why);
    }

    @Override
    public void askToCede(int wanted) {
      store.askToCede(wanted);
    }

    @Override
    public List<Shard> all() {
      return store.all();
    }
  }

  @Test
  @DisplayName("P-13 a checkpoint under way is never cut short by the end of its shard")
  void endsShardsBetweenHeartbeats() throws InterruptedException {
    AtomicInteger cutShort = new AtomicInteger();
    try (StateFolder state = StateFolder.open(folder)) {
      LocalShardStore store = LocalShardStore.open(state, "hash", "run", KeyRange.ALL, false);
      run(new SlowStore(store, cutShort), state);
      assertThat(stop.reason()).isNull();
      assertThat(store.totals()).isEqualTo(new Totals(KEYS, KEYS, 0, 0, 0, 0, KEYS, KEYS));
    }
    assertThat(cutShort).hasValue(0);
  }

  @Test
  void aShardWhoseEndIsNotTakenIsGivenBackWithTheReason() throws Exception {
    Failure refused = Failure.of(FailureKind.STATE_UNUSABLE, "UpdateStatus", "Refused", "no");
    List<@Nullable Failure> given = new ArrayList<>();
    ShardStore store =
        new FakeShardStore(Shard.root(KeyRange.ALL)) {
          private boolean asked;

          @Override
          public Claim claim() {
            if (asked) return Claim.NONE_FREE;
            asked = true;
            return super.claim();
          }

          @Override
          public void finish(Shard.Lease lease, ShardReport report) {
            throw new StoreException(refused);
          }

          @Override
          public void release(Shard.Lease lease, ShardReport report, @Nullable Failure why) {
            given.add(why);
          }
        };
    try (StateFolder state = StateFolder.open(folder)) {
      run(store, state);
    }
    assertThat(given).containsExactly(refused);
    assertThat(stop.reason()).isEqualTo(new StopSignal.Reason.Failed(refused));
  }

  @Test
  void aShardWhoseCheckpointIsItsEndIsDone() throws Exception {
    try (StateFolder state = StateFolder.open(folder)) {
      Key end = Key.of("00099");
      KeyRange range = new KeyRange(Key.EMPTY, end);
      LocalShardStore store = LocalShardStore.open(state, "hash", "run", range, false);
      Totals all = new Totals(100, 100, 0, 0, 0, 0, 100, 100);
      if (store.claim() instanceof Claim.Claimed(Shard shard)) {
        store.release(shard.lease(), new ShardReport(end, all, 0, 0, 0, List.of()), null);
      }
      run(store, state);
      assertThat(stop.reason()).isNull();
      assertThat(store.totals()).isEqualTo(all);
    }
  }

  /// Answers nothing but the pages of the listing itself until some of them were asked for.
  private record ProbesLast(Listing keys, CountDownLatch listed) implements Listing {
    @Override
    public Page page(Key after, int max) {
      if (after.equals(Key.of("07999"))) listed.countDown();
      boolean next = after.isEmpty() || after.toString().endsWith("999");
      if (!next) await();
      return keys.page(after, max);
    }

    private void await() {
      try {
        listed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  @Timeout(60)
  void goesOnListingWhileItLooksForPlacesToCut() throws InterruptedException {
    try (StateFolder state = StateFolder.open(folder)) {
      LocalShardStore store = LocalShardStore.open(state, "hash", "run", KeyRange.ALL, false);
      run(new ProbesLast(new Numbers(), new CountDownLatch(1)), store, state);
      assertThat(stop.reason()).isNull();
      assertThat(store.totals()).isEqualTo(new Totals(KEYS, KEYS, 0, 0, 0, 0, KEYS, KEYS));
    }
  }

  private void run(ShardStore store, StateFolder state) throws InterruptedException {
    run(new Numbers(), store, state);
  }

  private void run(Listing source, ShardStore store, StateFolder state)
      throws InterruptedException {
    CopyPlan plan = Plans.copyAll(source, false, 4);
    Outage outage = new Outage(System::nanoTime, Duration.ofSeconds(1), () -> false);
    Retrier retrier = new Retrier(new RetryRules(0, new Random(1)), outage, stop::raised);
    LiveTotals totals = new LiveTotals(Totals.ZERO);
    Durability durability =
        new Durability(
            new FolderFailureLogs(state.path()),
            (_, _, _) -> {},
            () -> {},
            new CheckpointPace(Duration.ofMillis(1), true, 1 << 20));
    try (Dispatcher dispatcher =
        new Dispatcher(
            new ObjectCopier(new CountOnly(), retrier, new Buffers(1 << 20)),
            new AdaptiveGate(
                new ConcurrencyController(1, 8, 8, 0), RateLimit.none(), System::nanoTime),
            new Dispatcher.Size(8, 1),
            totals,
            stop,
            Long.MAX_VALUE)) {
      ShardContext context =
          new ShardContext(plan, store, durability, totals, stop, System::nanoTime);
      new ShardRunners(context, dispatcher, 4).run();
    }
  }
}
