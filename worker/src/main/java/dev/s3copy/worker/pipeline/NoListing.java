// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;

/// A destination that need not be listed.
enum NoListing implements Listing {
  INSTANCE;

  @Override
  public Page page(Key after, int max) {
    return Page.EMPTY;
  }
}
