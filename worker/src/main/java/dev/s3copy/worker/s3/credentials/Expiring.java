// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is kept for some time and then read from its source again. Safe for use by many
/// threads; one of them reads at a time.
///
/// A new value that equals the old one is not taken over: the caller gets the same instance for as
/// long as nothing changes, so that comparing two of them costs nothing.
final class Expiring<T> {
  private final Supplier<T> source;
  private final long keepNanos;
  private final LongSupplier nanoTime;
  private volatile @Nullable Kept<T> kept;

  private record Kept<T>(T value, long at) {}

  Expiring(Supplier<T> source, long keepNanos, LongSupplier nanoTime) {
    this.source = source;
    this.keepNanos = keepNanos;
    this.nanoTime = nanoTime;
  }

  T get() {
    Kept<T> now = kept;
    return now != null && nanoTime.getAsLong() - now.at < keepNanos ? now.value : read();
  }

  /// A value other than `rejected`: the kept one, if another thread has replaced it meanwhile, else
  /// what the source has now, which may still be the rejected one.
  T renew(T rejected) {
    Kept<T> now = kept;
    return now != null && !now.value.equals(rejected) ? now.value : read();
  }

  private synchronized T read() {
    Kept<T> before = kept;
    T fresh = source.get();
    if (before != null && before.value.equals(fresh)) fresh = before.value;
    kept = new Kept<>(fresh, nanoTime.getAsLong());
    return fresh;
  }
}
