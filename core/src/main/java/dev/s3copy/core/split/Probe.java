// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Page;

/// One page of a listing: every key in `(at, last]` is among its rows.
///
/// @param end no key of the range comes after these
record Probe(Key at, Page page, boolean end) {
  boolean isEmpty() {
    return page.isEmpty();
  }

  Key last() {
    return isEmpty() ? at : page.key(size() - 1);
  }

  int size() {
    return page.size();
  }

  Key key(int row) {
    return page.key(row);
  }
}
