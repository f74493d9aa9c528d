// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.ByteCounts;
import dev.s3copy.api.ObjectCounts;
import dev.s3copy.api.S3CopyShardStatus;
import java.util.List;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/// Objects and bytes by outcome, summed over shards.
public record Counts(ObjectCounts objects, ByteCounts bytes) {
  public static final Counts ZERO =
      new Counts(new ObjectCounts(0, 0, 0, 0, 0, 0), new ByteCounts(0, 0));

  public static Counts of(@Nullable ObjectCounts objects, @Nullable ByteCounts bytes) {
    return new Counts(objects == null ? ZERO.objects : objects, bytes == null ? ZERO.bytes : bytes);
  }

  private static Counts of(S3CopyShardStatus status) {
    return of(status.objects(), status.bytes());
  }

  public long settled() {
    return objects.copied()
        + objects.skipped()
        + objects.gone()
        + objects.excluded()
        + objects.failed();
  }

  public static Counts sum(List<ShardView> shards) {
    Counts sum = ZERO;
    for (ShardView shard : shards) sum = sum.plus(of(shard.status()));
    return sum;
  }

  private Counts plus(Counts more) {
    return combine(more, Long::sum);
  }

  /// A number that was reported once never falls, even when a cache shows an older state.
  public Counts atLeast(Counts reported) {
    return combine(reported, Math::max);
  }

  private Counts combine(Counts with, LongBinaryOperator f) {
    ObjectCounts a = objects;
    ObjectCounts b = with.objects;
    return new Counts(
        new ObjectCounts(
            f.applyAsLong(a.listed(), b.listed()),
            f.applyAsLong(a.copied(), b.copied()),
            f.applyAsLong(a.skipped(), b.skipped()),
            f.applyAsLong(a.gone(), b.gone()),
            f.applyAsLong(a.excluded(), b.excluded()),
            f.applyAsLong(a.failed(), b.failed())),
        new ByteCounts(
            f.applyAsLong(bytes.listed(), with.bytes.listed()),
            f.applyAsLong(bytes.copied(), with.bytes.copied())));
  }
}
