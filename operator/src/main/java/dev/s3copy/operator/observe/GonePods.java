// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.S3CopyShard;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the holders whose pods are gone. A holder that the pod cache does not show may just be
/// new, since the caches of shards and pods show different moments, so the API server is asked. A
/// uid never comes back: a pod that is gone stays gone.
final class GonePods {
  private final Set<String> gone = new HashSet<>();

  /// @param live asked only about pods the cache does not know
  Set<String> among(Collection<S3CopyShard> running, List<Pod> cached, Supplier<List<Pod>> live) {
    Map<String, Pod> known = byUid(cached);
    Set<String> holders =
        running.stream()
            .map(GonePods::holder)
            .filter(h -> !h.isEmpty())
            .collect(Collectors.toSet());
    gone.retainAll(holders);
    Set<String> unknown = new HashSet<>(holders);
    unknown.removeAll(known.keySet());
    unknown.removeAll(gone);
    if (!unknown.isEmpty()) {
      Map<String, Pod> now = byUid(live.get());
      unknown.stream().filter(uid -> ended(now.get(uid))).forEach(gone::add);
    }
    known.values().stream()
        .filter(PodView::ended)
        .map(pod -> pod.getMetadata().getUid())
        .filter(holders::contains)
        .forEach(gone::add);
    return Set.copyOf(gone);
  }

  static String holder(S3CopyShard shard) {
    String holder = ShardView.of(shard).status().holder();
    return holder == null ? "" : holder;
  }

  private static boolean ended(@Nullable Pod pod) {
    return pod == null || PodView.ended(pod);
  }

  private static Map<String, Pod> byUid(List<Pod> pods) {
    return pods.stream()
        .collect(Collectors.toMap(p -> p.getMetadata().getUid(), Function.identity(), (a, b) -> b));
  }
}
