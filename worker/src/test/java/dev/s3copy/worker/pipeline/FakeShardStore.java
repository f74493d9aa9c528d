// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.shard.Cession;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.StoreAwayException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One shard in memory, held by whoever asks. Notes what it is told, and fails where it is told to.
class FakeShardStore implements ShardStore {
  enum Mood {
    WELL,
    AWAY,
    LEASE_LOST
  }

  final List<ShardReport> heartbeats = new ArrayList<>();
  final List<Shard> children = new ArrayList<>();
  Mood mood = Mood.WELL;
  private Shard shard;

  FakeShardStore(Shard shard) {
    this.shard = shard;
  }

  @Override
  public Claim claim() {
    shard = shard.claimed();
    return new Claim.Claimed(shard);
  }

  @Override
  public int heartbeat(Shard.Lease lease, ShardReport report) throws LeaseLostException {
    switch (mood) {
      case WELL -> heartbeats.add(report);
      case AWAY -> throw away();
      case LEASE_LOST -> throw new LeaseLostException(lease);
    }
    return 0;
  }

  static StoreAwayException away() {
    return new StoreAwayException("away", new IOException("no route"));
  }

  @Override
  public Shard cede(Shard.Lease lease, List<Key> cuts, long keysEach) {
    Cession cession = Cession.of(shard, cuts, keysEach);
    children.addAll(cession.children());
    shard = cession.parent();
    return shard;
  }

  @Override
  public void finish(Shard.Lease lease, ShardReport report) {
    shard = shard.done(report);
  }

  @Override
  public void release(Shard.Lease lease, ShardReport report, @Nullable Failure why) {
    shard = shard.reported(report).released();
  }

  @Override
  public void askToCede(int wanted) {}

  @Override
  public List<Shard> all() {
    return List.of(shard);
  }
}
