// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.Limitation;
import dev.s3copy.api.Limits;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.pipeline.CheckpointPace;
import dev.s3copy.worker.pipeline.Durability;
import dev.s3copy.worker.pipeline.FailureLogs;
import dev.s3copy.worker.pipeline.LiveTotals;
import dev.s3copy.worker.pipeline.SegmentFailureLogs;
import dev.s3copy.worker.pipeline.StopSignal;
import java.util.List;

/// One worker's share of a copy in a cluster; its shards live in the Kubernetes API.
public final class ClusterRun implements AutoCloseable {
  /// The first cuts of the root. More are made later if they help.
  private static final int MOST_CUTS = 256;

  /// @param cpus vCPUs the pod may use
  /// @param memory bytes the pod may use
  /// @param otherwise where failed keys are named if the copy asks for no report
  public record Options(
      S3Copy copy,
      String runId,
      References references,
      int cpus,
      long memory,
      FailureLogs otherwise) {}

  private final Options options;
  private final S3CopySpec spec;
  private final Engine engine;
  private final LiveTotals totals = new LiveTotals(Totals.ZERO);

  private ClusterRun(Options options, Engine engine) {
    this.options = options;
    this.spec = options.copy().getSpec();
    this.engine = engine;
  }

  /// Opens both ends and checks them.
  ///
  /// @throws dev.s3copy.core.failure.StoreException when the copy cannot start: what, where, why,
  ///     and what to do
  public static ClusterRun prepare(Options options, StopSignal stop) {
    Sizing sizing = Sizing.ofPod(options.cpus(), options.memory());
    Engine engine = new Engine(options.copy().getSpec(), options.references(), sizing, stop);
    return new ClusterRun(options, engine);
  }

  /// The keys that the copy's shards cover.
  public KeyRange range() {
    return engine.range();
  }

  public void setLimits(Limits limits, int sharers) {
    engine.setLimits(limits, sharers);
  }

  /// Works until every shard is done, or until the run is stopped.
  public void run(ShardStore store) throws InterruptedException {
    engine.run(store, durability(), totals, shardsWanted());
  }

  /// A volume that one node may mount has one worker, but listing side by side helps it too.
  private int shardsWanted() {
    int wanted = spec.workers().max() * spec.workers().shardsPerWorker();
    return Math.min(wanted, MOST_CUTS);
  }

  private Durability durability() {
    String stem = options.copy().getMetadata().getName() + "-" + options.runId() + "/";
    Artifacts report = engine.reportArtifacts();
    FailureLogs logs =
        report == null
            ? options.otherwise()
            : new SegmentFailureLogs(report.segments(stem + "failures-"));
    return new Durability(
        logs,
        engine.artifacts().segments(stem + "part-"),
        engine.syncFiles(),
        CheckpointPace.CLUSTER);
  }

  /// Promises that this worker could not keep so far.
  public List<Limitation> limitations() {
    return engine.limitations();
  }

  public long settled() {
    return totals.now().settled();
  }

  public Totals totals() {
    return totals.now();
  }

  @Override
  public void close() {
    engine.close();
  }
}
