// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer of the API server that is used again for a while. Visits are frequent, and these
/// answers rarely change.
final class Expiring<T> {
  /// It is also the time after which a missing object is looked for again.
  private static final Duration FRESH = Duration.ofSeconds(10);

  private @Nullable T answer;
  private long at;

  T get(long now, Supplier<T> ask) {
    T known = answer;
    if (known != null && now - at < FRESH.toNanos()) return known;
    T fresh = ask.get();
    answer = fresh;
    at = now;
    return fresh;
  }
}
