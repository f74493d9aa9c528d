// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a shard is, as its holder reports it. Each field becomes the field of
/// [S3CopyShardStatus] with the same name.
public record ShardProgress(
    @Nullable String checkpoint,
    ObjectCounts objects,
    ByteCounts bytes,
    long remaining,
    long failureLog,
    int segments,
    List<FailedObject> sampleFailures,
    List<Limitation> limitations,
    List<CheckLine> checks) {

  public ShardProgress {
    sampleFailures = List.copyOf(sampleFailures);
    limitations = List.copyOf(limitations);
    checks = List.copyOf(checks);
  }
}
