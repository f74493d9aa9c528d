// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.shard;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.Cession;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.Shard.Lease;
import dev.s3copy.core.shard.ShardPhase;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Shards of a run on one machine: in memory, and in the state file after every change.
public final class LocalShardStore implements ShardStore {
  private final StateFolder folder;
  private final String specHash;
  private final String runId;
  private final Map<String, Shard> shards = new TreeMap<>();
  private final Map<String, Integer> cedeWanted = new HashMap<>();

  private LocalShardStore(StateFolder folder, String specHash, String runId, List<Shard> start) {
    this.folder = folder;
    this.specHash = specHash;
    this.runId = runId;
    start.forEach(shard -> shards.put(shard.id(), shard));
  }

  /// Goes on from the folder's state, or starts with one root shard where there is none, where the
  /// last run finished, or when `restart` is asked for.
  ///
  /// @param specHash identifies the manifest; a state of another one is refused, never reused
  /// @param newRunId used when a run starts afresh
  public static LocalShardStore open(
      StateFolder folder, String specHash, String newRunId, KeyRange range, boolean restart) {
    RunState saved = folder.read();
    if (saved != null && !saved.specHash().equals(specHash) && !restart) {
      throw new StoreException(otherManifest(folder));
    }
    if (saved == null || saved.finished() || restart) {
      List<Shard> root = List.of(Shard.root(range));
      LocalShardStore fresh = new LocalShardStore(folder, specHash, newRunId, root);
      fresh.save();
      return fresh;
    }
    List<Shard> shards = saved.shards().stream().map(RunState.ShardState::shard).toList();
    return new LocalShardStore(folder, specHash, saved.runId(), shards);
  }

  private static Failure otherManifest(StateFolder folder) {
    return Failure.of(
        FailureKind.STATE_UNUSABLE,
        "State",
        "StateOfAnotherManifest",
        "the state folder "
            + folder.path()
            + " belongs to another manifest (or to this one before it was changed); give another"
            + " folder with --state, or discard the old state with --restart");
  }

  public String runId() {
    return runId;
  }

  @Override
  public synchronized Claim claim() {
    boolean allDone = true;
    for (Shard shard : shards.values()) {
      if (shard.phase() == ShardPhase.PENDING) return new Claim.Claimed(put(shard.claimed()));
      allDone &= shard.phase() == ShardPhase.DONE;
    }
    return allDone ? Claim.ALL_DONE : Claim.NONE_FREE;
  }

  @Override
  public synchronized int heartbeat(Lease lease, ShardReport report) throws LeaseLostException {
    put(held(lease).reported(report));
    Integer wanted = cedeWanted.remove(lease.shardId());
    return wanted == null ? 0 : wanted;
  }

  @Override
  public synchronized Shard cede(Lease lease, List<Key> cuts, long keysEach)
      throws LeaseLostException {
    Cession cession = Cession.of(held(lease), cuts, keysEach);
    cession.children().forEach(child -> shards.put(child.id(), child));
    return put(cession.parent());
  }

  @Override
  public synchronized void finish(Lease lease, ShardReport report) throws LeaseLostException {
    put(held(lease).done(report));
  }

  @Override
  public synchronized void release(Lease lease, ShardReport report, @Nullable Failure why)
      throws LeaseLostException {
    put(held(lease).reported(report).released());
  }

  @Override
  public synchronized void askToCede(int wanted) {
    shards.values().stream()
        .filter(s -> s.phase() == ShardPhase.RUNNING && !cedeWanted.containsKey(s.id()))
        .max(Comparator.comparingLong(LocalShardStore::weight))
        .ifPresent(s -> cedeWanted.put(s.id(), wanted));
  }

  private static long weight(Shard shard) {
    long remaining = shard.report().remaining();
    return remaining < 0 ? Long.MAX_VALUE : remaining;
  }

  @Override
  public synchronized List<Shard> all() {
    return new ArrayList<>(shards.values());
  }

  public synchronized Totals totals() {
    return shards.values().stream()
        .map(shard -> shard.report().totals())
        .reduce(Totals.ZERO, Totals::plus);
  }

  private Shard held(Lease lease) throws LeaseLostException {
    Shard shard = shards.get(lease.shardId());
    if (shard == null || shard.phase() != ShardPhase.RUNNING || shard.epoch() != lease.epoch()) {
      throw new LeaseLostException(lease);
    }
    return shard;
  }

  private Shard put(Shard shard) {
    shards.put(shard.id(), shard);
    save();
    return shard;
  }

  private void save() {
    boolean finished = shards.values().stream().allMatch(s -> s.phase() == ShardPhase.DONE);
    List<RunState.ShardState> states =
        shards.values().stream().map(RunState.ShardState::of).toList();
    folder.write(new RunState(RunState.VERSION, specHash, runId, finished, states));
  }
}
