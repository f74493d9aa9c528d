// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.Limitation;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardSpec;
import dev.s3copy.api.ShardError;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.FailedKey;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.shard.ShardStoreContract;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the store over the Kubernetes API promises beyond the contract: against objects in memory
/// here, against a real API server in `e2e`.
abstract class KubernetesShardStoreContract extends ShardStoreContract {
  static final String RUN = "0123456789";

  private final AtomicLong clock = new AtomicLong();

  @Override
  protected ShardStore store() {
    create("0", "", null, null);
    return new WithOperator(worker("pod-a"));
  }

  private KubernetesShardStore worker(String uid) {
    ShardObjects objects = objects();
    // Every look at the clock is long after the last one: nothing is too early to look again.
    FreeShards free =
        new FreeShards(
            objects,
            uid,
            0,
            () -> clock.addAndGet(Duration.ofSeconds(10).toNanos()),
            new Random(1));
    Clock now = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    return new KubernetesShardStore(
        objects, uid, free, new Persistence(() -> true), new StatusEdits(now));
  }

  @Test
  void whatTheEndsCannotDoIsTold() throws LeaseLostException {
    create("0", "", null, null);
    KubernetesShardStore store = worker("pod-a");
    Shard mine = ((Claim.Claimed) store.claim()).shard();
    Limitation tags = new Limitation("destination", "Tags", "cannot store tags");
    store.tells(() -> List.of(tags));
    var _ = store.heartbeat(mine.lease(), mine.report());
    assertThat(ShardCodec.status(object("0")).limitations()).containsExactly(tags);
  }

  /// The objects under test, as every worker sees them.
  abstract ShardObjects objects();

  /// What the operator does: makes a shard.
  abstract void create(S3CopyShard shard);

  /// What the operator does: writes the spec.
  abstract void update(S3CopyShard shard);

  private void create(String id, String after, @Nullable String until, @Nullable Long keys) {
    S3CopyShard shard = new S3CopyShard();
    shard.setMetadata(
        new ObjectMetaBuilder()
            .withName("copy-" + RUN + "-" + id)
            .addToLabels(S3CopyShard.RUN_LABEL, RUN)
            .build());
    shard.setSpec(new S3CopyShardSpec("copy", RUN, id, after, until, keys, 0));
    create(shard);
  }

  private S3CopyShard object(String id) {
    S3CopyShard shard = objects().get("copy-" + RUN + "-" + id);
    if (shard == null) throw new AssertionError("no shard " + id);
    return shard;
  }

  /// Makes shards of what was ceded, as the operator does.
  private void makeChildren() {
    for (S3CopyShard shard : objects().list()) {
      for (CededRange range : ShardCodec.status(shard).ceded()) {
        boolean there = objects().get("copy-" + RUN + "-" + range.id()) != null;
        if (!there) create(range.id(), range.after(), range.until(), range.keys());
      }
    }
  }

  /// The store as the contract sees it: with an operator that is quick.
  private final class WithOperator implements ShardStore {
    private final KubernetesShardStore store;

    WithOperator(KubernetesShardStore store) {
      this.store = store;
    }

    @Override
    public Claim claim() {
      makeChildren();
      return store.claim();
    }

    @Override
    public int heartbeat(Shard.Lease lease, ShardReport report) throws LeaseLostException {
      return store.heartbeat(lease, report);
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

  private static ShardReport report(long copied) {
    return new ShardReport(
        Key.of("k"), new Totals(copied, copied, 0, 0, 0, 0, copied, copied), 0, 0, 9, List.of());
  }

  @Test
  @DisplayName("P-22 two workers never hold one shard")
  void oneOfTwoWorkersGetsTheShard() throws LeaseLostException {
    create("0", "", null, null);
    KubernetesShardStore first = worker("pod-a");
    KubernetesShardStore second = worker("pod-b");
    Shard shard = claimed(first);
    assertThat(second.claim()).isEqualTo(Claim.NONE_FREE);
    assertThat(object("0").getStatus().holder()).isEqualTo("pod-a");
    first.heartbeat(shard.lease(), report(1));
  }

  @Test
  @DisplayName("P-22 a worker whose shard was given to another one can write nothing any more")
  void aWorkerThatWasGivenUpIsRefused() throws LeaseLostException {
    create("0", "", null, null);
    KubernetesShardStore frozen = worker("pod-a");
    Shard before = claimed(frozen);
    frozen.heartbeat(before.lease(), report(5));
    takeAway("0");
    Shard after = claimed(worker("pod-b"));
    assertThat(after.report()).isEqualTo(report(5));
    assertThatThrownBy(() -> frozen.heartbeat(before.lease(), report(99)))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> frozen.finish(before.lease(), report(99)))
        .isInstanceOf(LeaseLostException.class);
    assertThat(object("0").getStatus().objects()).isEqualTo(ShardCodec.objects(report(5).totals()));
  }

  /// As the operator does with the shard of a pod that is gone.
  private void takeAway(String id) {
    S3CopyShard shard = object(id);
    shard.setStatus(shard.getStatus().takenAway());
    objects().replaceStatus(shard);
  }

  @Test
  void aCedeRequestOfTheOperatorIsHeardWithTheNextHeartbeat() throws LeaseLostException {
    create("0", "", null, null);
    KubernetesShardStore store = worker("pod-a");
    Shard shard = claimed(store);
    ask("0", 3);
    assertThat(store.heartbeat(shard.lease(), report(1))).isEqualTo(3);
    store.cede(shard.lease(), List.of(Key.of("p")), -1);
    assertThat(store.heartbeat(shard.lease(), report(2))).isZero();
    ask("0", 4);
    assertThat(store.heartbeat(shard.lease(), report(3))).isEqualTo(1);
  }

  private void ask(String id, int cedeRequests) {
    S3CopyShard shard = object(id);
    S3CopyShardSpec s = shard.getSpec();
    shard.setSpec(
        new S3CopyShardSpec(
            s.copy(), s.runId(), s.id(), s.after(), s.until(), s.keys(), cedeRequests));
    update(shard);
  }

  @Test
  void theRunIsNotOverBeforeWhatWasCededIsAShard() throws LeaseLostException {
    create("0", "", null, null);
    KubernetesShardStore store = worker("pod-a");
    Shard shard = claimed(store);
    store.cede(shard.lease(), List.of(Key.of("p")), -1);
    store.finish(shard.lease(), report(1));
    assertThat(store.claim()).isEqualTo(Claim.NONE_FREE);
    makeChildren();
    Shard child = claimed(store);
    store.finish(child.lease(), report(1));
    assertThat(store.claim()).isEqualTo(Claim.ALL_DONE);
  }

  @Test
  void whatAWorkerCouldNotGetOverStandsInTheStatusAndKeepsOthersAway() throws LeaseLostException {
    create("0", "", null, null);
    KubernetesShardStore store = worker("pod-a");
    Shard shard = claimed(store);
    Failure why = Failure.of(FailureKind.BUCKET_NOT_FOUND, "List", "NoSuchBucket", "no bucket b");
    store.release(shard.lease(), report(2), why);
    assertThat(object("0").getStatus().error())
        .extracting(ShardError::code, ShardError::permanent)
        .containsExactly("NoSuchBucket", false);
    assertThat(store.claim()).isEqualTo(Claim.NONE_FREE);
  }

  @Test
  @DisplayName("P-22 a shard that was lost while both ends were opened is claimed again")
  void aShardThatWasLostBeforeItWasBegunIsClaimedAgain() {
    create("0", "", null, null);
    KubernetesShardStore store = worker("pod-a");
    if (!(store.claimAhead() instanceof Claim.Claimed(Shard ahead))) {
      throw new AssertionError("not claimed");
    }
    takeAway("0");
    assertThatThrownBy(() -> store.heartbeat(ahead.lease(), report(0)))
        .isInstanceOf(LeaseLostException.class);
    assertThat(claimed(store).epoch()).isGreaterThan(ahead.epoch());
  }

  @Test
  void aServersOverlongCodeIsCutToWhatTheApiTakes() throws LeaseLostException {
    create("0", "", null, null);
    KubernetesShardStore store = worker("pod-a");
    Shard shard = claimed(store);
    FailedKey failed =
        new FailedKey(
            Key.of("k"),
            Failure.of(
                FailureKind.INVALID_REQUEST, "o".repeat(500), "c".repeat(500), "m".repeat(5000)));
    store.heartbeat(
        shard.lease(), new ShardReport(Key.of("k"), Totals.ZERO, 0, 0, 9, List.of(failed)));
    assertThat(object("0").getStatus().sampleFailures())
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.code()).hasSize(128);
              assertThat(sample.operation()).hasSize(64);
              assertThat(sample.message()).hasSize(1024);
            });
  }

  @Test
  void keysThatAreNotTextAndSamplesSurviveTheApi() throws LeaseLostException {
    create("0", "", null, null);
    KubernetesShardStore store = worker("pod-a");
    Shard shard = claimed(store);
    Key odd = Key.ofBytes(new byte[] {(byte) 0xff, 7});
    FailedKey failed =
        new FailedKey(odd, Failure.of(FailureKind.INTERNAL, "GetObject", "Odd", "message"));
    ShardReport report = new ShardReport(odd, Totals.ZERO, 1, 2, 3, List.of(failed));
    store.heartbeat(shard.lease(), report);
    takeAway("0");
    assertThat(claimed(worker("pod-b")).report()).isEqualTo(report);
  }
}
