// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardPhase;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every shard store promises; one subclass for each.
public abstract class ShardStoreContract {
  /// A store with one free root shard.
  protected abstract ShardStore store();

  /// The next shard, claimed; fails where none is free.
  protected static Shard claimed(ShardStore store) {
    if (store.claim() instanceof Claim.Claimed(Shard shard)) return shard;
    throw new AssertionError("no shard is free");
  }

  private static ShardReport report(String checkpoint, long copied) {
    Totals totals = new Totals(copied, copied, 0, 0, 0, 0, copied, copied);
    return new ShardReport(Key.of(checkpoint), totals, 7, 2, 100, List.of());
  }

  @Test
  void aShardIsClaimedOnce() {
    ShardStore store = store();
    claimed(store);
    assertThat(store.claim()).isEqualTo(Claim.NONE_FREE);
  }

  @Test
  void aReleasedShardGoesOnFromItsReport() throws LeaseLostException {
    ShardStore store = store();
    Shard shard = claimed(store);
    store.release(shard.lease(), report("m", 3), null);
    Shard again = claimed(store);
    assertThat(again.report()).isEqualTo(report("m", 3));
    assertThat(again.epoch()).isEqualTo(shard.epoch() + 1);
  }

  @Test
  void anOldHolderCanWriteNothing() throws LeaseLostException {
    ShardStore store = store();
    Shard old = claimed(store);
    store.release(old.lease(), report("a", 1), null);
    claimed(store);
    assertThatThrownBy(() -> store.heartbeat(old.lease(), report("z", 9)))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> store.finish(old.lease(), report("z", 9)))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> store.cede(old.lease(), List.of(Key.of("q")), -1))
        .isInstanceOf(LeaseLostException.class);
    assertThat(store.all().getFirst().report()).isEqualTo(report("a", 1));
  }

  @Test
  void cedingLowersTheParentAndFreesTheChildren() throws LeaseLostException {
    ShardStore store = store();
    Shard root = claimed(store);
    Shard kept = store.cede(root.lease(), List.of(Key.of("h"), Key.of("p")), 500);
    assertThat(kept.range()).isEqualTo(new KeyRange(Key.EMPTY, Key.of("h")));
    assertThat(claimed(store).range()).isEqualTo(new KeyRange(Key.of("h"), Key.of("p")));
    assertThat(claimed(store).range()).isEqualTo(new KeyRange(Key.of("p"), null));
    store.heartbeat(root.lease(), report("c", 1));
  }

  @Test
  void theShardWithMostLeftIsAskedToCedeOnce() throws LeaseLostException {
    ShardStore store = store();
    Shard root = claimed(store);
    store.cede(root.lease(), List.of(Key.of("h")), -1);
    Shard child = claimed(store);
    store.heartbeat(root.lease(), new ShardReport(Key.of("a"), Totals.ZERO, 0, 0, 10, List.of()));
    store.heartbeat(child.lease(), new ShardReport(Key.of("i"), Totals.ZERO, 0, 0, 99, List.of()));

    store.askToCede(3);
    assertThat(store.heartbeat(root.lease(), report("b", 1))).isZero();
    assertThat(store.heartbeat(child.lease(), report("j", 1))).isEqualTo(3);
    assertThat(store.heartbeat(child.lease(), report("k", 1))).isZero();
  }

  @Test
  void aFinishedShardStaysFinished() throws LeaseLostException {
    ShardStore store = store();
    Shard root = claimed(store);
    store.finish(root.lease(), report("z", 5));
    assertThat(store.claim()).isEqualTo(Claim.ALL_DONE);
    assertThat(store.all())
        .singleElement()
        .satisfies(s -> assertThat(s.phase()).isEqualTo(ShardPhase.DONE));
  }
}
