// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.Set;

/// Questions about a pod.
public final class PodView {
  private static final Set<String> TERMINAL = Set.of("Succeeded", "Failed");

  private PodView() {}

  /// Its containers have stopped for good.
  public static boolean ended(Pod pod) {
    return pod.getStatus() != null && TERMINAL.contains(pod.getStatus().getPhase());
  }

  public static boolean terminating(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  public static boolean running(Pod pod) {
    return pod.getStatus() != null
        && "Running".equals(pod.getStatus().getPhase())
        && !terminating(pod);
  }

  /// How its worker ended.
  public static Optional<ContainerStateTerminated> termination(Pod pod) {
    if (pod.getStatus() == null) return Optional.empty();
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getState() != null)
        .flatMap(status -> Optional.ofNullable(status.getState().getTerminated()).stream())
        .findFirst();
  }
}
