// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;

/// A listing whose pages are asked for again while the retry rules allow it. A page that still
/// cannot be read stops the run: without it, keys would be missing silently.
public record RetryingListing(Listing listing, Retrier retrier) implements Listing {
  @Override
  public Page page(Key after, int max) {
    try {
      return retrier.repeat(() -> listing.page(after, max));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          Failure.of(FailureKind.INTERRUPTED, "List", "INTERRUPTED", "the run was stopped"), e);
    }
  }
}
