// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.api.ShardState;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import dev.s3copy.operator.observe.ShardView;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Which shards have lost their holder, and which pods will never answer again.
final class ReleasePolicy {
  /// The deletion time of a pod includes its grace period. A kubelet that is alive answers long
  /// before this.
  private static final Duration LOST = Duration.ofSeconds(60);

  private ReleasePolicy() {}

  static List<Step> releases(Observation seen) {
    return seen.shards(ShardState.RUNNING).stream()
        .filter(shard -> shard.holderGone() || shard.silence().confirmed())
        .map(ShardView::object)
        .<Step>map(Step.Release::new)
        .toList();
  }

  static List<Step> lostPods(Observation seen) {
    return Stream.concat(seen.pods().stream(), seen.leftovers().pods().stream())
        .filter(pod -> lost(pod, seen.now()))
        .<Step>map(Step.RemoveLostPod::new)
        .toList();
  }

  private static boolean lost(Pod pod, Instant now) {
    if (!PodView.terminating(pod) || PodView.ended(pod)) return false;
    Instant gone = Instant.parse(pod.getMetadata().getDeletionTimestamp());
    return now.isAfter(gone.plus(LOST));
  }
}
