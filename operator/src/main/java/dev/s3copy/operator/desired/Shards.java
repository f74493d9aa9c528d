// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardSpec;
import dev.s3copy.operator.run.RunNames;

/// Shards as the operator makes them. They have no status, because the worker writes it.
public final class Shards {
  /// All keys; the worker narrows them to what the copy selects.
  public static final CededRange ROOT = new CededRange("0", "", null);

  private Shards() {}

  public static S3CopyShard of(S3Copy copy, RunNames names, CededRange range) {
    S3CopyShard shard = new S3CopyShard();
    shard.setMetadata(Owned.metadata(copy, names, names.shard(range.id())));
    shard.setSpec(
        new S3CopyShardSpec(
            names.copy(),
            names.runId(),
            range.id(),
            range.after(),
            range.until(),
            range.keys(),
            0));
    return shard;
  }
}
