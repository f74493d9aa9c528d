// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Listed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applies a [Selection] to listed entries. No state: one filter serves all threads.
public final class KeyFilter {
  private final Selection selection;
  private final boolean everything;

  public KeyFilter(Selection selection) {
    this.selection = selection;
    this.everything = selection.equals(Selection.ALL);
  }

  /// @param prefixLength bytes of the source's prefix, with which the entry's key starts
  public boolean selects(Listed entry, int prefixLength) {
    return everything
        || (sizeFits(entry.size())
            && timeFits(entry.modifiedMillis())
            && keyFits(entry.key(), prefixLength));
  }

  private boolean keyFits(Key key, int prefixLength) {
    return inRange(key, prefixLength)
        && (selection.include().isEmpty()
            || firstMatch(selection.include(), key, prefixLength) != null)
        && firstMatch(selection.exclude(), key, prefixLength) == null;
  }

  /// Why the entry is not selected, in the words of the spec; null when it is.
  public @Nullable String excludedBecause(Listed entry, int prefixLength) {
    Key key = entry.key();
    if (!sizeFits(entry.size())) {
      return "size %d is outside minSize..maxSize".formatted(entry.size());
    }
    if (!timeFits(entry.modifiedMillis())) {
      return "modified %s, outside modifiedAfter..modifiedBefore"
          .formatted(Instant.ofEpochMilli(entry.modifiedMillis()));
    }
    if (!inRange(key, prefixLength)) return "outside keyRange " + selection.keyRange();
    Glob excluding = firstMatch(selection.exclude(), key, prefixLength);
    if (excluding != null) return "exclude pattern " + excluding.pattern();
    boolean included =
        selection.include().isEmpty() || firstMatch(selection.include(), key, prefixLength) != null;
    return included ? null : "no include pattern matches";
  }

  private boolean sizeFits(long size) {
    return selection.minSize() <= size && size <= selection.maxSize();
  }

  private boolean timeFits(long modifiedMillis) {
    return selection.modifiedAfterMillis() <= modifiedMillis
        && modifiedMillis < selection.modifiedBeforeMillis();
  }

  private boolean inRange(Key key, int prefixLength) {
    KeyRange range = selection.keyRange();
    Key until = range.until();
    // The key that is the prefix itself is empty here, and inside a range whose start is open.
    return (range.after().isEmpty() || key.compareSuffix(prefixLength, range.after(), 0) > 0)
        && (until == null || key.compareSuffix(prefixLength, until, 0) <= 0);
  }

  private static @Nullable Glob firstMatch(List<Glob> globs, Key key, int prefixLength) {
    for (int i = 0; i < globs.size(); i++) {
      Glob glob = globs.get(i);
      if (glob.matches(key, prefixLength)) return glob;
    }
    return null;
  }
}
