// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.select.KeyFilter;
import org.jspecify.annotations.Nullable;

/// What every shard of one run has in common: both sides, and the rules between them.
///
/// @param destination null where the destination is not listed (a volume is looked at file by file)
/// @param dryRun counts what would be copied, and copies nothing
/// @param shardsWanted pieces that a new root is cut into
/// @param keysPerShard small objects that make a shard worth having
public record CopyPlan(
    Listing source,
    Key sourcePrefix,
    @Nullable Listing destination,
    Key destinationPrefix,
    KeyFilter filter,
    CopyRules rules,
    OpaqueETags etags,
    SizeLimit sizes,
    boolean dryRun,
    int shardsWanted,
    long keysPerShard) {
  /// What objects the run can copy.
  public interface SizeLimit {
    /// Why an object of that size cannot be copied at all; null where it can.
    @Nullable Failure misfit(long size);
  }

  /// Whether two ETags that differ say nothing about the contents of two objects.
  public interface OpaqueETags {
    /// May wait for an answer.
    boolean areOpaque(Key source, Key destination) throws InterruptedException;
  }

  /// A runner lists this many keys between two looks at the checkpoint, the lease and what others
  /// ask for: as many as a LIST page holds.
  static final int KEYS_PER_BATCH = 1000;

  /// The destination's listing where a decision can depend on it.
  Listing listedDestination() {
    Listing there = destination;
    return there != null && rules.needsDestination() ? there : NoListing.INSTANCE;
  }

  Key destinationKey(Key source) {
    return destinationPrefix.append(source.without(sourcePrefix.length()));
  }

  /// Whether an object would have no key in the destination's bucket: its own is just the source's
  /// prefix, and the destination has none, or one that would make it the marker of a folder.
  boolean leavesNoKey(Key source) {
    if (destination == null || source.length() != sourcePrefix.length()) return false;
    return destinationPrefix.isEmpty() || (isFolder(destinationPrefix) && !isFolder(source));
  }

  static boolean isFolder(Key key) {
    return !key.isEmpty() && key.bytes()[key.length() - 1] == '/';
  }

  /// The destination's keys that can have a counterpart in a range of source keys.
  KeyRange destinationRange(KeyRange range) {
    Key until = range.until();
    Key after = range.after();
    return new KeyRange(
        after.isEmpty() ? Key.EMPTY : destinationKey(after),
        until == null ? null : destinationKey(until));
  }
}
