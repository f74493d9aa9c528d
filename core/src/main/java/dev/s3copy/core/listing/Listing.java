// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.key.Key;

/// A store that lists its keys in order, a page at a time.
public interface Listing {
  /// The first keys after `after`, at most `max`, strictly ascending in unsigned byte order. An
  /// empty page says that nothing comes after; a short one does not.
  ///
  /// @throws dev.s3copy.core.failure.StoreException when the store cannot be listed, or its keys
  ///     are not in order
  Page page(Key after, int max);
}
