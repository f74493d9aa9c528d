// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;
import java.util.List;

/// A listing whose pages are asked for again while the retry rules allow it. A page that cannot be
/// had
/// in the end stops the run: without it, keys would be missing silently.
public record PatientListing(Listing listing, Retrier retrier) implements Listing {
  @Override
  public Page page(Key after, int max) {
    return patiently(() -> listing.page(after, max));
  }

  @Override
  public List<Key> folders(Key prefix, int max) {
    return patiently(() -> listing.folders(prefix, max));
  }

  private <T> T patiently(Retrier.Request<T> request) {
    try {
      return retrier.repeat(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          Failure.of(FailureKind.CONNECTION, "List", "Interrupted", "the run was stopped"), e);
    }
  }
}
