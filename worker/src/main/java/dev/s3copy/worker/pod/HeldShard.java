// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardState;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard.Lease;
import java.util.Objects;

/// One shard of this worker, as the API server had it last. One writer at a time.
final class HeldShard {
  private static final long UNKNOWN = Long.MAX_VALUE;

  private S3CopyShard object;
  private int delivered;
  private int wantedHere;
  private boolean asked;

  HeldShard(S3CopyShard object) {
    this.object = object;
    this.delivered = ShardCodec.status(object).cedeAnswered();
  }

  /// Makes the new status from the old one.
  interface Edit {
    S3CopyShardStatus of(S3CopyShardStatus status);
  }

  synchronized S3CopyShard object() {
    return object;
  }

  /// Writes the status. On a conflict (the operator may have changed the spec) it reads the shard
  /// again, and repeats the write as long as this worker still holds the lease.
  synchronized S3CopyShard write(ShardObjects objects, Lease lease, Edit edit)
      throws LeaseLostException {
    while (true) {
      S3CopyShardStatus next = edit.of(ShardCodec.status(object));
      switch (objects.replaceStatus(with(next))) {
        case ShardObjects.Written.Ok(S3CopyShard now) -> {
          object = now;
          return now;
        }
        case ShardObjects.Written.Gone _ -> throw new LeaseLostException(lease);
        case ShardObjects.Written.Conflict _ -> {
          S3CopyShard now = objects.get(object.getMetadata().getName());
          if (now == null || ShardCodec.status(now).epoch() != lease.epoch()) {
            throw new LeaseLostException(lease);
          }
          boolean ours = holds(now);
          object = now;
          // Our own last write may have arrived though its answer did not.
          if (!ours && ShardCodec.status(now).phase() == next.phase()) return now;
          if (!ours) throw new LeaseLostException(lease);
        }
      }
    }
  }

  private boolean holds(S3CopyShard now) {
    S3CopyShardStatus status = ShardCodec.status(now);
    return status.phase() == ShardState.RUNNING
        && Objects.equals(status.holder(), ShardCodec.status(object).holder());
  }

  private S3CopyShard with(S3CopyShardStatus status) {
    S3CopyShard next = new S3CopyShard();
    next.setMetadata(object.getMetadata());
    next.setSpec(object.getSpec());
    next.setStatus(status);
    return next;
  }

  /// Ranges that the operator or this worker has asked for since the last call. A request that was
  /// read counts as answered, whether the shard can give something away or not: the operator may
  /// ask again.
  synchronized int cedeWanted(S3CopyShard now) {
    int requests = now.getSpec().cedeRequests();
    int wanted = wantedHere + Math.max(0, requests - delivered);
    delivered = Math.max(delivered, requests);
    wantedHere = 0;
    asked = false;
    return wanted;
  }

  /// How many of the operator's requests were read.
  synchronized int answered() {
    return delivered;
  }

  /// The request is read with the next heartbeat; at most one between two heartbeats.
  synchronized void askToCede(int wanted) {
    if (asked) return;
    asked = true;
    wantedHere = wanted;
  }

  synchronized long weight() {
    long remaining = ShardCodec.status(object).remaining();
    return remaining < 0 ? UNKNOWN : remaining;
  }
}
