// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import dev.s3copy.operator.observe.ShardView;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which shard is asked to give a part away when workers are idle: the one with most keys left, and
/// one at a time.
final class CedePolicy {
  /// Fewer keys are settled sooner than they could be divided. The worker knows how fast it lists,
  /// and refuses more than this.
  private static final long LEAST = 5_000;

  /// Pieces asked of one shard at a time.
  private static final int MOST = 8;

  private CedePolicy() {}

  static List<Step> asks(Observation seen) {
    if (!seen.shards(ShardView::claimable).isEmpty()) return List.of();
    if (!ReleasePolicy.releases(seen).isEmpty()) return List.of();
    List<ShardView> running = seen.shards(ShardState.RUNNING);
    int asked = running.stream().mapToInt(CedePolicy::outstanding).sum();
    int idle = idle(seen, running) - asked;
    if (idle <= 0) return List.of();
    Optional<ShardView> largest =
        running.stream()
            .filter(shard -> outstanding(shard) == 0 && room(shard) > 0 && worthIt(shard))
            .max(Comparator.comparingLong(CedePolicy::left));
    return largest
        .<List<Step>>map(
            shard -> {
              int pieces = Math.min(Math.min(idle, MOST), room(shard));
              return List.of(new Step.AskToCede(shard.object(), pieces));
            })
        .orElse(List.of());
  }

  private static int idle(Observation seen, List<ShardView> running) {
    Set<String> holders =
        running.stream()
            .map(shard -> shard.status().holder())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    List<Pod> pods = seen.pods(PodView::running);
    return (int) pods.stream().filter(pod -> !holders.contains(pod.getMetadata().getUid())).count();
  }

  private static int outstanding(ShardView shard) {
    return Math.max(0, shard.object().getSpec().cedeRequests() - shard.status().cedeAnswered());
  }

  private static int room(ShardView shard) {
    return CededRange.MOST - shard.status().ceded().size();
  }

  private static boolean worthIt(ShardView shard) {
    return shard.status().remaining() < 0 || shard.status().remaining() >= LEAST;
  }

  /// An unknown number may be large.
  private static long left(ShardView shard) {
    return shard.status().remaining() < 0 ? Long.MAX_VALUE : shard.status().remaining();
  }
}
