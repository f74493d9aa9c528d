// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.key.Key;
import java.util.List;

/// A store that lists its keys in order, a page at a time.
public interface Listing {
  /// The first keys after `after`, strictly ascending in unsigned byte order, at most `max` of
  /// them.
  /// An empty page says that nothing comes after; a short one does not.
  ///
  /// @throws dev.s3copy.core.failure.StoreException when the store cannot be listed or breaks the
  /// order
  Page page(Key after, int max);

  /// The distinct prefixes that end in `/` directly below `prefix`, and so can be listed on their
  /// own;
  /// used to find the folders of deep key spaces. Ascending, at most `max`.
  List<Key> folders(Key prefix, int max);
}
