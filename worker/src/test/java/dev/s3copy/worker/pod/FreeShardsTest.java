// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3CopyShard;
import dev.s3copy.core.shard.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FreeShardsTest {
  /// It overflows soon: only differences of times may be compared.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofMillis(10).toNanos());

  /// Counts how often it is listed; it never has a shard.
  private static final class Nothing implements ShardObjects {
    int lists;

    @Override
    public List<S3CopyShard> list() {
      lists++;
      return List.of();
    }

    @Override
    public @Nullable S3CopyShard get(String name) {
      return null;
    }

    @Override
    public Written replaceStatus(S3CopyShard shard) {
      return new Written.Gone();
    }
  }

  @Test
  void looksNoMoreOftenWhereTheClockOverflows() {
    Nothing objects = new Nothing();
    FreeShards free = new FreeShards(objects, "pod-a", 0, now::get, new Random(1));
    for (int look = 0; look < 3; look++) {
      assertThat(free.claim(_ -> null, _ -> false)).isEqualTo(Claim.NONE_FREE);
      now.addAndGet(Duration.ofMillis(1).toNanos());
    }
    assertThat(objects.lists).isEqualTo(1);
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(free.claim(_ -> null, _ -> false)).isEqualTo(Claim.NONE_FREE);
    assertThat(objects.lists).isEqualTo(2);
  }
}
