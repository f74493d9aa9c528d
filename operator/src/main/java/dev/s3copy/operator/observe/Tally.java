// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.ByteCounts;
import dev.s3copy.api.ObjectCounts;
import dev.s3copy.api.S3CopyShardStatus;
import java.util.List;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/// Objects and bytes by outcome, summed over shards.
public record Tally(ObjectCounts objects, ByteCounts bytes) {
  public static final Tally ZERO = new Tally(new ObjectCounts(0, 0, 0, 0, 0), new ByteCounts(0, 0));

  public static Tally of(@Nullable ObjectCounts objects, @Nullable ByteCounts bytes) {
    return new Tally(objects == null ? ZERO.objects : objects, bytes == null ? ZERO.bytes : bytes);
  }

  private static Tally of(S3CopyShardStatus status) {
    return of(status.objects(), status.bytes());
  }

  public long settled() {
    return objects.copied() + objects.skipped() + objects.excluded() + objects.failed();
  }

  public static Tally sum(List<ShardView> shards) {
    Tally sum = ZERO;
    for (ShardView shard : shards) sum = sum.plus(of(shard.status()));
    return sum;
  }

  private Tally plus(Tally more) {
    return combine(more, Long::sum);
  }

  /// What was told once is never taken back, not even when a cache is behind.
  public Tally atLeast(Tally told) {
    return combine(told, Math::max);
  }

  private Tally combine(Tally with, LongBinaryOperator f) {
    ObjectCounts a = objects;
    ObjectCounts b = with.objects;
    return new Tally(
        new ObjectCounts(
            f.applyAsLong(a.listed(), b.listed()),
            f.applyAsLong(a.copied(), b.copied()),
            f.applyAsLong(a.skipped(), b.skipped()),
            f.applyAsLong(a.excluded(), b.excluded()),
            f.applyAsLong(a.failed(), b.failed())),
        new ByteCounts(
            f.applyAsLong(bytes.listed(), with.bytes.listed()),
            f.applyAsLong(bytes.copied(), with.bytes.copied())));
  }
}
