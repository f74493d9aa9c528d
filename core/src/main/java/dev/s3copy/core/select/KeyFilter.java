// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Listed;
import java.util.List;

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
        && (selection.include().isEmpty() || anyMatches(selection.include(), key, prefixLength))
        && !anyMatches(selection.exclude(), key, prefixLength);
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

  private static boolean anyMatches(List<Glob> globs, Key key, int prefixLength) {
    for (int i = 0; i < globs.size(); i++) {
      if (globs.get(i).matches(key, prefixLength)) return true;
    }
    return false;
  }
}
