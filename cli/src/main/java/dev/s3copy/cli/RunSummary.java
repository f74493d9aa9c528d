// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.Select;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunResult;
import org.jspecify.annotations.Nullable;

/// What the manifest lets us say about the numbers of a run.
///
/// @param spec of the run
record RunSummary(RunResult result, S3CopySpec spec) {

  /// A wrong prefix or pattern makes a success too, of nothing. Null where there was something.
  @Nullable String note() {
    Totals totals = result.totals();
    if (result.phase() != RunResult.Phase.COMPLETE) return null;
    if (totals.listed() == 0) return "nothing was listed" + nothingListed();
    if (totals.listed() == totals.excluded()) return "`select` left everything out; is it right?";
    return null;
  }

  private String nothingListed() {
    S3Location s3 = spec.source().s3();
    boolean prefixed = s3 != null && !s3.prefix().isEmpty();
    boolean selected = !spec.select().equals(Select.ALL);
    if (prefixed && selected) return "; are the source's prefix and `select` right?";
    if (prefixed) return "; is the source's prefix right?";
    if (selected) return "; is `select` right?";
    return s3 == null ? ": the source's folder holds no files" : ": the source's bucket is empty";
  }

  /// Why objects were skipped.
  String skipped() {
    String there =
        switch (spec.overwrite()) {
          case NEVER -> "already there";
          case IF_NEWER -> "already there and the same or newer";
          case IF_DIFFERENT, ALWAYS -> "already there and the same";
        };
    return spec.source().s3() == null ? there + ", or no regular file" : there;
  }
}
