// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.contract.ShardLease;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.StoreAwayException;

/// Renews the lease of a shard until its worker starts to work on it.
final class OpeningHeartbeat {
  private OpeningHeartbeat() {}

  static Periodic start(KubernetesShardStore store, Shard shard) {
    return Periodic.start(
        "opening", ShardLease.HEARTBEAT, ShardLease.HEARTBEAT, () -> beat(store, shard));
  }

  private static void beat(KubernetesShardStore store, Shard shard) {
    try {
      var _ = store.heartbeat(shard.lease(), shard.report());
    } catch (StoreAwayException e) {
      // The next one may get through.
    } catch (StoreException | LeaseLostException e) {
      // The first heartbeat of the pipeline finds out, too.
    }
  }
}
