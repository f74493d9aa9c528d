// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.key;

import org.jspecify.annotations.Nullable;

/// A half-open range of the key space, `(after, until]`, in unsigned byte order.
///
/// @param after keys up to and including this one are outside; [Key#EMPTY] leaves the start open
/// @param until the last key inside; null leaves the end open
public record KeyRange(Key after, @Nullable Key until) {
  public static final KeyRange ALL = new KeyRange(Key.EMPTY, null);

  public KeyRange {
    if (until != null && after.compareTo(until) >= 0) {
      throw new IllegalArgumentException("empty key range (" + after + ", " + until + "]");
    }
  }

  public boolean contains(Key key) {
    return key.compareTo(after) > 0 && !endsBefore(key);
  }

  public boolean endsBefore(Key key) {
    return until != null && key.compareTo(until) > 0;
  }

  public KeyRange startingAfter(Key key) {
    return new KeyRange(key, until);
  }

  public KeyRange endingAt(@Nullable Key key) {
    return new KeyRange(after, key);
  }

  @Override
  public String toString() {
    return "(" + after + ", " + (until == null ? "∞" : until) + "]";
  }
}
