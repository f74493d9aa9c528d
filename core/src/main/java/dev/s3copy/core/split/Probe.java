// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.List;

/// One page of a listing: every key in `(at, last]` is among `keys`.
///
/// @param end no key of the range comes after these
record Probe(Key at, List<Key> keys, boolean end) {
  boolean isEmpty() {
    return keys.isEmpty();
  }

  Key last() {
    return keys.isEmpty() ? at : keys.getLast();
  }
}
