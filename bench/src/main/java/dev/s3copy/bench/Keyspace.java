// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import org.jspecify.annotations.Nullable;

/// The objects of one bucket, in key order.
sealed interface Keyspace permits GeneratedBucket, KeptBucket {
  /// The first object whose key is `from` or sorts after it, or null at the end.
  @Nullable Item ceiling(String from);

  /// The object that follows `item`, or null at the end.
  @Nullable Item next(Item item);

  @Nullable Item find(String key);

  /// One object. `number` is its number in a generated bucket and -1 elsewhere; `modified` counts
  /// seconds since 1970.
  record Item(String key, long number, long size, String etag, long modified) {}
}
