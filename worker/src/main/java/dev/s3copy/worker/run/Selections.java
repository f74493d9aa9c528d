// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.ByteSize;
import dev.s3copy.api.KeyBounds;
import dev.s3copy.api.Preserve;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.Select;
import dev.s3copy.api.Symlinks;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.rule.Comparison;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.rule.Overwrite;
import dev.s3copy.core.select.Selection;
import dev.s3copy.worker.s3.TagPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Turns what the manifest says of objects into the rules of the core.
final class Selections {
  private Selections() {}

  static Selection selection(Select select) {
    return Selection.of(select.include(), select.exclude())
        .withKeyRange(range(select.keyRange()))
        .withSizes(bytes(select.minSize(), 0), bytes(select.maxSize(), Long.MAX_VALUE))
        .withModified(
            millis(select.modifiedAfter(), Long.MIN_VALUE),
            millis(select.modifiedBefore(), Long.MAX_VALUE));
  }

  private static KeyRange range(@Nullable KeyBounds bounds) {
    if (bounds == null) return KeyRange.ALL;
    String after = bounds.after();
    String until = bounds.until();
    return new KeyRange(
        after == null ? Key.EMPTY : Key.of(after), until == null ? null : Key.of(until));
  }

  private static long bytes(@Nullable ByteSize size, long otherwise) {
    return size == null ? otherwise : size.bytes();
  }

  private static long millis(@Nullable Instant instant, long otherwise) {
    return instant == null ? otherwise : instant.toEpochMilli();
  }

  static TagPolicy tags(Preserve preserve) {
    return switch (preserve.tags()) {
      case BEST_EFFORT -> TagPolicy.BEST_EFFORT;
      case REQUIRED -> TagPolicy.REQUIRED;
      case DROP -> TagPolicy.DROP;
    };
  }

  static CopyRules rules(S3CopySpec spec, Comparison comparison) {
    Overwrite overwrite =
        switch (spec.overwrite()) {
          case IF_DIFFERENT -> Overwrite.IF_DIFFERENT;
          case IF_NEWER -> Overwrite.IF_NEWER;
          case NEVER -> Overwrite.NEVER;
          case ALWAYS -> Overwrite.ALWAYS;
        };
    return new CopyRules(overwrite, comparison, spec.symlinks() == Symlinks.FAIL);
  }
}
