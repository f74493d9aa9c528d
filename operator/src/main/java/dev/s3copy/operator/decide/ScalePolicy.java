// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.api.Mode;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.observe.ClaimView;
import dev.s3copy.operator.observe.JobView;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.ShardView;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

/// How many workers there should be: one for every few shards, because a worker works on several at
/// once and its start costs as much as a small shard. At most `workers.max`, and not fewer than
/// there are: a worker without a shard may still get a part of another shard.
final class ScalePolicy {
  private static final int SHARDS_EACH = 4;

  private ScalePolicy() {}

  /// How many the Job is to have now.
  static int present(Observation seen) {
    Job job = seen.job();
    return job != null && JobView.active(job) ? job.getSpec().getParallelism() : 0;
  }

  static int most(Observation seen) {
    boolean single = seen.referents().claims().stream().anyMatch(ClaimView::single);
    boolean check = seen.spec().mode() == Mode.CHECK;
    return single || check ? 1 : seen.spec().workers().max();
  }

  /// @param missing shards that are about to be made
  static int wanted(Observation seen, int missing) {
    long open =
        seen.shards(ShardView::claimable).size()
            + seen.shards(ShardState.RUNNING).size()
            + (long) missing;
    long present = seen.job() == null ? 1 : seen.job().getSpec().getParallelism();
    return (int) Math.min(most(seen), Math.max(present, Math.ceilDiv(open, SHARDS_EACH)));
  }
}
