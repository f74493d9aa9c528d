// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.contract.ShardLease;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// When this operator last saw each shard's renewal change. Its own monotonic clock counts: a
/// worker's clock may be wrong.
///
/// A new operator knows nothing and starts to count from zero. So it takes shards away later, never
/// earlier.
final class Renewals {
  static final Duration LIMIT = ShardLease.DURATION;

  /// Two heartbeats: when an outage of the API server has just ended, a holder that is alive has
  /// written by then.
  static final Duration BETWEEN_LOOKS = ShardLease.HEARTBEAT.multipliedBy(2);

  private record Seen(String renewal, long since, int looks, long lastLook) {}

  private final Map<String, Seen> byShard = new HashMap<>();

  /// What the cache shows.
  Silence cached(S3CopyShard shard, long now) {
    Seen seen = byShard.get(uid(shard));
    String renewal = renewal(shard);
    if (seen == null || !seen.renewal.equals(renewal)) {
      byShard.put(uid(shard), new Seen(renewal, now, 0, now));
      return Silence.NONE;
    }
    return silence(seen, now);
  }

  /// Whether the API server should be asked now.
  boolean wantsLook(S3CopyShard shard, long now) {
    Seen seen = byShard.get(uid(shard));
    if (seen == null || now - seen.since < LIMIT.toNanos() || seen.looks >= 2) return false;
    return seen.looks == 0 || now - seen.lastLook >= BETWEEN_LOOKS.toNanos();
  }

  /// What the API server answered.
  Silence live(S3CopyShard shard, long now) {
    Seen seen = byShard.get(uid(shard));
    if (seen == null || !seen.renewal.equals(renewal(shard))) return cached(shard, now);
    Seen looked = new Seen(seen.renewal, seen.since, seen.looks + 1, now);
    byShard.put(uid(shard), looked);
    return silence(looked, now);
  }

  void keepOnly(Set<String> uids) {
    byShard.keySet().retainAll(uids);
  }

  private static Silence silence(Seen seen, long now) {
    return new Silence(Duration.ofNanos(now - seen.since), seen.looks >= 2);
  }

  private static String renewal(S3CopyShard shard) {
    S3CopyShardStatus status = ShardView.of(shard).status();
    return status.epoch() + " " + status.renewedAt();
  }

  private static String uid(S3CopyShard shard) {
    return shard.getMetadata().getUid();
  }
}
