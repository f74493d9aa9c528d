// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardState;
import dev.s3copy.api.contract.LogKeys;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.StoreAwayException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds shards that nobody holds. It lists them at the API server about once a second at most,
/// however often it is called. One caller at a time.
final class FreeShards {
  private static final Logger LOG = LoggerFactory.getLogger(FreeShards.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /// Other workers have probably claimed the shards of a list that is this old.
  private static final Duration STALE = Duration.ofSeconds(3);

  private final ShardObjects objects;
  private final String holder;
  private final int offset;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final ArrayDeque<S3CopyShard> candidates = new ArrayDeque<>();
  private long listedAt;
  private long nextLook;
  private long pause = FIRST_PAUSE.toNanos();

  /// @param offset where in the list to begin; different for every worker, so that they do not all
  /// claim the same shard
  FreeShards(
      ShardObjects objects,
      String holder,
      int offset,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.objects = objects;
    this.holder = holder;
    this.offset = offset;
    this.nanoTime = nanoTime;
    this.random = random;
    this.nextLook = nanoTime.getAsLong();
  }

  /// @param take tries to claim one; null where another worker was faster
  /// @param held whether this worker holds the shard of that id
  Claim claim(Function<S3CopyShard, @Nullable Shard> take, Predicate<String> held) {
    try {
      long now = nanoTime.getAsLong();
      if (now - listedAt > STALE.toNanos()) candidates.clear();
      if (candidates.isEmpty()) {
        if (now - nextLook < 0) return Claim.NONE_FREE;
        if (look(now, held)) return Claim.ALL_DONE;
      }
      for (S3CopyShard next = candidates.poll(); next != null; next = candidates.poll()) {
        Shard shard = take.apply(next);
        if (shard != null) return new Claim.Claimed(shard);
      }
      return Claim.NONE_FREE;
    } catch (StoreAwayException e) {
      LOG.atWarn().addKeyValue(LogKeys.CAUSE, e.getMessage()).log("not claimed; trying again");
      candidates.clear();
      waitLonger(nanoTime.getAsLong());
      return Claim.NONE_FREE;
    }
  }

  /// Finds candidates.
  ///
  /// @return whether there is nothing to find any more
  private boolean look(long now, Predicate<String> held) {
    List<S3CopyShard> all = objects.list();
    List<S3CopyShard> free =
        new ArrayList<>(all.stream().filter(shard -> isFree(shard, held)).toList());
    listedAt = now;
    if (free.isEmpty()) {
      waitLonger(now);
      return !all.isEmpty() && allDone(all);
    }
    Collections.rotate(free, -offset % free.size());
    candidates.addAll(free);
    pause = FIRST_PAUSE.toNanos();
    nextLook = now + pause;
    return false;
  }

  private void waitLonger(long now) {
    nextLook = now + pause / 2 + random.nextLong(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE.toNanos());
  }

  /// A shard is also free if the API server says that this worker holds it, and this worker does
  /// not know: then the answer to its claim was lost.
  private boolean isFree(S3CopyShard shard, Predicate<String> held) {
    S3CopyShardStatus status = ShardCodec.status(shard);
    return switch (status.phase()) {
      case PENDING -> status.error() == null;
      case RUNNING -> holder.equals(status.holder()) && !held.test(shard.getSpec().id());
      case DONE -> false;
    };
  }

  static boolean allDone(List<S3CopyShard> all) {
    Set<String> ids = all.stream().map(s -> s.getSpec().id()).collect(Collectors.toSet());
    return all.stream()
        .map(ShardCodec::status)
        .allMatch(
            status ->
                status.phase() == ShardState.DONE
                    && status.ceded().stream().map(CededRange::id).allMatch(ids::contains));
  }
}
