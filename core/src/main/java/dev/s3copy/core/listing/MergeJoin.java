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

  /// @param sourcePrefix bytes of the source's prefix; every source key starts with it
  /// @param destinationPrefix bytes of the destination's prefix
  public MergeJoin(
      EntryCursor source, int sourcePrefix, EntryCursor destination, int destinationPrefix) {
    this.source = source;
    this.sourcePrefix = sourcePrefix;
    this.destination = destination;
    this.destinationPrefix = destinationPrefix;
  }

  /// @param destination what stands at the destination under the source's key; null if nothing
  public record Pair(Entry source, @Nullable Entry destination) {}

  /// The next source entry and its counterpart, or null at the end of the source.
  public @Nullable Pair next() throws InterruptedException {
    Entry wanted = source.next();
    if (wanted == null) return null;
    destination.skipTo(wanted.key(), sourcePrefix, destinationPrefix);
    Entry found = destination.peek();
    boolean same =
        found != null
            && found.key().compareSuffix(destinationPrefix, wanted.key(), sourcePrefix) == 0;
    return new Pair(wanted, same ? destination.next() : null);
  }

  @Override
  public void close() {
    source.close();
    destination.close();
  }
}
