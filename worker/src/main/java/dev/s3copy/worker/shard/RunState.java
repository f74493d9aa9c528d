// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.shard;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardPhase;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the state file holds: which manifest it belongs to, and every shard.
///
/// @param specHash SHA-256 of the canonical spec, hex
/// @param finished whether all shards are done: the next run starts afresh
record RunState(
    int version, String specHash, String runId, boolean finished, List<ShardState> shards) {
  static final int VERSION = 1;

  /// One shard as JSON; keys as [KeyText].
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShardState(
      String id,
      String after,
      @Nullable String until,
      ShardPhase phase,
      long epoch,
      int ceded,
      String checkpoint,
      Totals totals,
      long failureLogBytes,
      int segments,
      long remaining) {

    static ShardState of(Shard shard) {
      ShardReport report = shard.report();
      Key until = shard.range().until();
      return new ShardState(
          shard.id(),
          KeyText.encode(shard.range().after()),
          until == null ? null : KeyText.encode(until),
          shard.phase(),
          shard.epoch(),
          shard.ceded(),
          KeyText.encode(report.checkpoint()),
          report.totals(),
          report.failureLog(),
          report.segments(),
          report.remaining());
    }

    /// The shard, free again if its holder died: the process that held it is gone.
    Shard shard() {
      Key end = until == null ? null : KeyText.decode(until);
      KeyRange range = new KeyRange(KeyText.decode(after), end);
      ShardReport report =
          new ShardReport(
              KeyText.decode(checkpoint), totals, failureLogBytes, segments, remaining, List.of());
      ShardPhase now = phase == ShardPhase.RUNNING ? ShardPhase.PENDING : phase;
      return new Shard(id, range, now, epoch, ceded, report);
    }
  }
}
