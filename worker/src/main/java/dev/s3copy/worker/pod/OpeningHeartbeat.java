// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.contract.ShardLease;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.StoreAwayException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps the lease of a shard while its worker is not yet working on it.
final class OpeningHeartbeat implements AutoCloseable {
  private final KubernetesShardStore store;
  private final Shard shard;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("opening").unstarted(this::beat);

  private OpeningHeartbeat(KubernetesShardStore store, Shard shard) {
    this.store = store;
    this.shard = shard;
  }

  static OpeningHeartbeat start(KubernetesShardStore store, Shard shard) {
    OpeningHeartbeat heartbeat = new OpeningHeartbeat(store, shard);
    heartbeat.thread.start();
    return heartbeat;
  }

  private void beat() {
    long millis = ShardLease.HEARTBEAT.toMillis();
    try {
      while (!ended.await(millis, TimeUnit.MILLISECONDS)) {
        try {
          var _ = store.heartbeat(shard.lease(), shard.report());
        } catch (StoreAwayException e) {
          // The next one may get through.
        }
      }
    } catch (LeaseLostException e) {
      // The pipeline's own first heartbeat finds out, too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
