// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// How often the requests of one object were tried again. Parts count together.
public final class Retries {
  private final AtomicInteger again = new AtomicInteger();
  private final AtomicReference<@Nullable Failure> earlier = new AtomicReference<>();

  void oneMore() {
    again.incrementAndGet();
  }

  /// @param earlier what a try without retries ended with; null for none
  static Retries after(@Nullable Failure earlier) {
    Retries retries = new Retries();
    retries.earlier.set(earlier);
    return retries;
  }

  /// What an earlier try ended with, once; null for none.
  @Nullable Failure takeEarlier() {
    return earlier.getAndSet(null);
  }

  int total() {
    return 1 + again.get();
  }
}
