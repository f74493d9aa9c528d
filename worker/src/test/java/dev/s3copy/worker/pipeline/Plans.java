// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.rule.Comparison;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.rule.Overwrite;
import dev.s3copy.core.select.KeyFilter;
import dev.s3copy.core.select.Selection;
import dev.s3copy.core.split.PieceSize;

/// Plans for tests that are not about the plan.
final class Plans {
  private Plans() {}

  /// Copies everything that is listed; nothing has a prefix.
  static CopyPlan copyAll(Listing source, boolean dryRun, int shards) {
    return new CopyPlan(
        source,
        Key.EMPTY,
        null,
        Key.EMPTY,
        new KeyFilter(Selection.ALL),
        new CopyRules(Overwrite.ALWAYS, Comparison.S3_TO_S3, false),
        (_, _) -> false,
        _ -> null,
        dryRun,
        shards,
        PieceSize.OBJECTS);
  }
}
