// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.S3Bucket;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Whether ETags of two buckets that look like the MD5 of the content are that. Where a server
/// encrypts with a key of its own or of the client (SSE-KMS, SSE-C), they are not, and only HEAD
/// tells so.
///
/// Found out once for all objects, from the first ones whose ETags differ.
public final class ETagComparison {
  /// Objects that are looked at before all ETags are taken for hashes.
  private static final int MOST_LOOKS = 16;

  private final @Nullable S3Bucket source;
  private final @Nullable S3Bucket destination;
  private final Retrier retrier;
  private final AtomicInteger looks = new AtomicInteger();
  private volatile boolean opaque;

  /// @param source null where there is no bucket on this side, or none to ask
  public ETagComparison(
      @Nullable S3Bucket source, @Nullable S3Bucket destination, Retrier retrier) {
    this.source = source;
    this.destination = destination;
    this.retrier = retrier;
  }

  /// Where two ETags differ, whether that says nothing about the contents. May wait for an answer.
  public boolean isOpaque(Key atSource, Key atDestination) throws InterruptedException {
    if (opaque) return true;
    if (looks.get() >= MOST_LOOKS || looks.incrementAndGet() > MOST_LOOKS) return false;
    if (isOpaque(destination, atDestination) || isOpaque(source, atSource)) opaque = true;
    return opaque;
  }

  private boolean isOpaque(@Nullable S3Bucket bucket, Key key) throws InterruptedException {
    if (bucket == null) return false;
    try {
      return retrier.repeat(bucket.head(key)::send).opaqueETag();
    } catch (StoreException e) {
      // Copying once more is the safe side.
      return false;
    }
  }
}
