// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardPhase;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every shard store promises; one subclass for each.
abstract class ShardStoreContract {
  /// A store with one free root shard.
  abstract ShardStore store();

  private static ShardReport report(String checkpoint, long copied) {
    Totals totals = new Totals(copied, copied, 0, 0, 0, copied, copied);
    return new ShardReport(Key.of(checkpoint), totals, 7, 2, 100);
  }

  @Test
  void aShardIsClaimedOnce() {
    ShardStore store = store();
    assertThat(store.claim()).isPresent();
    assertThat(store.claim()).isEmpty();
  }

  @Test
  void aReleasedShardGoesOnFromItsReport() throws LeaseLostException {
    ShardStore store = store();
    Shard shard = store.claim().orElseThrow();
    store.release(shard.lease(), report("m", 3));
    Shard again = store.claim().orElseThrow();
    assertThat(again.report()).isEqualTo(report("m", 3));
    assertThat(again.epoch()).isEqualTo(shard.epoch() + 1);
  }

  @Test
  void anOldHolderCanWriteNothing() throws LeaseLostException {
    ShardStore store = store();
    Shard old = store.claim().orElseThrow();
    store.release(old.lease(), report("a", 1));
    assertThat(store.claim()).isPresent();
    assertThatThrownBy(() -> store.heartbeat(old.lease(), report("z", 9)))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> store.finish(old.lease(), report("z", 9)))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> store.cede(old.lease(), List.of(Key.of("q"))))
        .isInstanceOf(LeaseLostException.class);
    assertThat(store.all().getFirst().report()).isEqualTo(report("a", 1));
  }

  @Test
  void cedingLowersTheParentAndFreesTheChildren() throws LeaseLostException {
    ShardStore store = store();
    Shard root = store.claim().orElseThrow();
    Shard kept = store.cede(root.lease(), List.of(Key.of("h"), Key.of("p")));
    assertThat(kept.range()).isEqualTo(new KeyRange(Key.EMPTY, Key.of("h")));
    assertThat(store.claim().orElseThrow().range())
        .isEqualTo(new KeyRange(Key.of("h"), Key.of("p")));
    assertThat(store.claim().orElseThrow().range()).isEqualTo(new KeyRange(Key.of("p"), null));
    store.heartbeat(root.lease(), report("c", 1));
  }

  @Test
  void theShardWithMostLeftIsAskedToCedeOnce() throws LeaseLostException {
    ShardStore store = store();
    Shard root = store.claim().orElseThrow();
    store.cede(root.lease(), List.of(Key.of("h")));
    Shard child = store.claim().orElseThrow();
    store.heartbeat(root.lease(), new ShardReport(Key.of("a"), Totals.ZERO, 0, 0, 10));
    store.heartbeat(child.lease(), new ShardReport(Key.of("i"), Totals.ZERO, 0, 0, 99));

    store.askToCede(3);
    assertThat(store.heartbeat(root.lease(), report("b", 1))).isZero();
    assertThat(store.heartbeat(child.lease(), report("j", 1))).isEqualTo(3);
    assertThat(store.heartbeat(child.lease(), report("k", 1))).isZero();
  }

  @Test
  void aFinishedShardStaysFinished() throws LeaseLostException {
    ShardStore store = store();
    Shard root = store.claim().orElseThrow();
    store.finish(root.lease(), report("z", 5));
    assertThat(store.claim()).isEmpty();
    assertThat(store.all())
        .singleElement()
        .satisfies(s -> assertThat(s.phase()).isEqualTo(ShardPhase.DONE));
  }
}
