// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.CheckLine;
import dev.s3copy.api.Limitation;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardProgress;
import dev.s3copy.api.ShardState;
import dev.s3copy.api.contract.LogKeys;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.Cession;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.Shard.Lease;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.StoreAwayException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shards as objects of the Kubernetes API. A claim, and every later write, replaces a shard's
/// status only if it is still the version that was read, so two workers never hold one shard.
///
/// A ceded range becomes a shard once the operator has seen it in the status.
final class KubernetesShardStore implements ShardStore {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesShardStore.class);

  private final ShardObjects objects;
  private final String holder;
  private final Persistence persistence;
  private final FreeShards free;
  private final StatusEdits edits;
  private final Map<String, HeldShard> held = new ConcurrentHashMap<>();
  private volatile KeyRange everything = KeyRange.ALL;
  private volatile @Nullable Shard ahead;
  private volatile Supplier<List<Limitation>> limitations = List::of;
  private volatile List<CheckLine> checks = List.of();

  /// @param holder uid of this pod
  KubernetesShardStore(
      ShardObjects objects,
      String holder,
      FreeShards free,
      Persistence persistence,
      StatusEdits edits) {
    this.objects = objects;
    this.holder = holder;
    this.free = free;
    this.persistence = persistence;
    this.edits = edits;
  }

  /// Claims a shard before source and destination are opened, so that an error of the opening can
  /// be written to it.
  Claim claimAhead() {
    Claim claim = claim();
    if (claim instanceof Claim.Claimed(Shard shard)) ahead = shard;
    return claim;
  }

  /// The keys that the copy selects; known once its source is open.
  void covers(KeyRange range) {
    everything = range;
  }

  /// What the copy's ends cannot do, by now; known once they are open.
  void tells(Supplier<List<Limitation>> limitations) {
    this.limitations = limitations;
  }

  /// What a check found.
  void tellsChecks(List<CheckLine> found) {
    checks = found.stream().limit(CheckLine.MOST).toList();
  }

  private ShardProgress progress(ShardReport report) {
    return ShardCodec.progress(report, limitations.get(), checks);
  }

  @Override
  public Claim claim() {
    Shard claimed = ahead;
    if (claimed != null) {
      ahead = null;
      HeldShard mine = held.get(claimed.id());
      // It is not held any more where the API server was away for longer than a lease.
      if (mine != null) return new Claim.Claimed(shard(mine.object()));
    }
    return free.claim(this::take, name -> held.containsKey(name));
  }

  /// @return null where another worker was faster
  private @Nullable Shard take(S3CopyShard object) {
    S3CopyShardStatus before = ShardCodec.status(object);
    object.setStatus(edits.claimed(before, holder));
    return switch (objects.replaceStatus(object)) {
      case ShardObjects.Written.Ok(S3CopyShard now) -> {
        held.put(now.getSpec().id(), new HeldShard(now));
        yield shard(now);
      }
      case ShardObjects.Written.Conflict _, ShardObjects.Written.Gone _ -> null;
    };
  }

  private Shard shard(S3CopyShard object) {
    return ShardCodec.shard(object, everything);
  }

  @Override
  public int heartbeat(Lease lease, ShardReport report) throws LeaseLostException {
    HeldShard mine = held(lease);
    try {
      S3CopyShard now =
          write(mine, lease, status -> edits.reported(status, progress(report), mine.answered()));
      return mine.cedeWanted(now);
    } catch (StoreAwayException e) {
      LOG.atWarn()
          .addKeyValue(LogKeys.SHARD, lease.shardId())
          .addKeyValue(LogKeys.CAUSE, e.getMessage())
          .log("lease not renewed; trying again");
      throw e;
    }
  }

  @Override
  public Shard cede(Lease lease, List<Key> cuts, long keysEach) throws LeaseLostException {
    HeldShard mine = held(lease);
    return persistence.untilAnswered(
        () -> shard(write(mine, lease, cession(mine, cuts, keysEach))));
  }

  private HeldShard.Edit cession(HeldShard mine, List<Key> cuts, long keysEach) {
    return status -> {
      Shard parent = shard(mine.object());
      // An answer that got lost: the write itself arrived.
      if (cuts.getFirst().equals(parent.range().until())) return status;
      int most = Math.min(cuts.size(), CededRange.MOST - status.ceded().size());
      if (most <= 0) return status;
      Cession cession = Cession.of(parent, cuts.subList(0, most), keysEach);
      List<CededRange> all = new ArrayList<>(status.ceded());
      cession.children().forEach(child -> all.add(ShardCodec.ceded(child)));
      return edits.ceded(status, ShardCodec.until(cession.parent()), all, mine.answered());
    };
  }

  @Override
  public void finish(Lease lease, ShardReport report) throws LeaseLostException {
    end(lease, status -> edits.done(status, progress(report)));
  }

  @Override
  public void release(Lease lease, ShardReport report, @Nullable Failure why)
      throws LeaseLostException {
    try {
      end(lease, status -> edits.released(status, progress(report), why));
    } catch (StoreException e) {
      // Without the report that is not taken: the status must say why nobody goes on.
      Failure told = why == null ? e.failure() : why;
      ShardReport taken = shard(held(lease).object()).report();
      ShardProgress progress = ShardCodec.progress(taken, List.of(), List.of());
      end(lease, status -> edits.released(status, progress, told));
    }
  }

  private void end(Lease lease, HeldShard.Edit edit) throws LeaseLostException {
    HeldShard mine = held(lease);
    persistence.untilAnswered(() -> write(mine, lease, edit));
    held.remove(lease.shardId());
  }

  private S3CopyShard write(HeldShard mine, Lease lease, HeldShard.Edit edit)
      throws LeaseLostException {
    try {
      return mine.write(objects, lease, edit);
    } catch (LeaseLostException e) {
      held.remove(lease.shardId(), mine);
      throw e;
    }
  }

  /// Asks the largest shard of this worker. Any worker can take what it gives away.
  @Override
  public void askToCede(int wanted) {
    held.values().stream()
        .max(Comparator.comparingLong(HeldShard::weight))
        .ifPresent(mine -> mine.askToCede(wanted));
  }

  @Override
  public List<Shard> all() {
    return objects.list().stream().map(this::shard).toList();
  }

  private HeldShard held(Lease lease) throws LeaseLostException {
    HeldShard mine = held.get(lease.shardId());
    if (mine == null || ShardCodec.status(mine.object()).epoch() != lease.epoch()) {
      throw new LeaseLostException(lease);
    }
    if (ShardCodec.status(mine.object()).phase() != ShardState.RUNNING) {
      held.remove(lease.shardId());
      throw new LeaseLostException(lease);
    }
    return mine;
  }
}
