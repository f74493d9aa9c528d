// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which listed keys a copy is about. Patterns and range speak of keys without the source's prefix.
///
/// @param include patterns of which one must match; none = every key
/// @param exclude patterns of which none may match; they win over `include`
/// @param minSize bytes, inclusive
/// @param maxSize bytes, inclusive
/// @param modifiedAfterMillis inclusive, since the epoch
/// @param modifiedBeforeMillis exclusive, since the epoch
public record Selection(
    List<Glob> include,
    List<Glob> exclude,
    KeyRange keyRange,
    long minSize,
    long maxSize,
    long modifiedAfterMillis,
    long modifiedBeforeMillis) {

  public static final Selection ALL =
      new Selection(
          List.of(), List.of(), KeyRange.ALL, 0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    if (minSize > maxSize) {
      throw new IllegalArgumentException("minSize " + minSize + " > maxSize " + maxSize);
    }
    if (modifiedAfterMillis >= modifiedBeforeMillis) {
      throw new IllegalArgumentException("modifiedAfter is not before modifiedBefore");
    }
  }

  /// Every key that one of `include` and none of `exclude` matches.
  ///
  /// @throws BadPatternException naming pattern and position
  public static Selection of(List<String> include, List<String> exclude) {
    return ALL.withPatterns(include, exclude);
  }

  /// @throws BadPatternException naming pattern and position
  public Selection withPatterns(List<String> include, List<String> exclude) {
    return new Selection(
        include.stream().map(Glob::of).toList(),
        exclude.stream().map(Glob::of).toList(),
        keyRange,
        minSize,
        maxSize,
        modifiedAfterMillis,
        modifiedBeforeMillis);
  }

  public Selection withKeyRange(KeyRange range) {
    return new Selection(
        include, exclude, range, minSize, maxSize, modifiedAfterMillis, modifiedBeforeMillis);
  }

  public Selection withSizes(long min, long max) {
    return new Selection(
        include, exclude, keyRange, min, max, modifiedAfterMillis, modifiedBeforeMillis);
  }

  public Selection withModified(long afterMillis, long beforeMillis) {
    return new Selection(include, exclude, keyRange, minSize, maxSize, afterMillis, beforeMillis);
  }

  /// The part of the key space that has to be listed: nothing outside can be selected. Narrower
  /// than everything where `keyRange` is, or where all `include` patterns begin with literal text
  /// (`logs/2024/**`). Null when no key at all can be selected.
  ///
  /// @param prefix the source's prefix, with which full keys (and the result's bounds) start. An
  ///     open end or start stays open, because the listing itself keeps to the prefix
  public @Nullable KeyRange narrowed(Key prefix) {
    Key after = keyRange.after();
    Key until = keyRange.until();
    if (!include.isEmpty()) {
      Reach reach = Reach.of(include);
      if (reach.after().compareTo(after) > 0) after = reach.after();
      Key end = reach.until();
      if (end != null && (until == null || end.compareTo(until) < 0)) until = end;
    }
    if (until != null && after.compareTo(until) >= 0) return null;
    return new KeyRange(
        after.isEmpty() ? Key.EMPTY : prefix.append(after),
        until == null ? null : prefix.append(until));
  }
}
