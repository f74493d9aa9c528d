// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;

/// A listing that never gives more than `size` keys at once, as some servers do.
record Pages(Listing listing, int size) implements Listing {
  @Override
  public Page page(Key after, int max) {
    return listing.page(after, Math.min(max, size));
  }
}
