// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import org.jspecify.annotations.Nullable;

/// Two listings side by side, in key order: each source entry with what the destination holds under
/// the same key. Keys are the same when they are equal without their prefixes.
///
/// Keys that only the destination has are passed over, and it is listed no further than the source
/// goes (one page ahead aside). Memory: two pages a side, whatever the number of keys.
public final class MergeJoin implements AutoCloseable {
  private final EntryCursor source;
  private final int sourcePrefix;
  private final EntryCursor destination;
  private final int destinationPrefix;
  private boolean matched;

  /// @param sourcePrefix bytes of the source's prefix; every source key starts with it
  /// @param destinationPrefix bytes of the destination's prefix
  public MergeJoin(
      EntryCursor source, int sourcePrefix, EntryCursor destination, int destinationPrefix) {
    this.source = source;
    this.sourcePrefix = sourcePrefix;
    this.destination = destination;
    this.destinationPrefix = destinationPrefix;
  }

  /// Moves to the next source entry; false at the end of the source.
  public boolean advance() throws InterruptedException {
    if (!source.advance()) return false;
    matched = destination.advanceTo(source, sourcePrefix, destinationPrefix);
    return true;
  }

  /// The entry where the source stands; at its end the last one.
  public EntryCursor source() {
    return source;
  }

  /// What stands at the destination under the source's key; null if nothing.
  public @Nullable EntryCursor destination() {
    return matched ? destination : null;
  }

  @Override
  public void close() {
    source.close();
    destination.close();
  }
}
