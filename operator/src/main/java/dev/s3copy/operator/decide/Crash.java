// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.contract.WorkerExit;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Workers that crashed.
final class Crash {
  /// While no worker runs: longer than the longest pause of Kubernetes before it starts one again.
  private static final Duration WAITING = Duration.ofMinutes(15);

  /// While other workers run.
  private static final Duration WORTH_TELLING = Duration.ofMinutes(5);

  private Crash() {}

  /// The last crash, if no worker runs.
  static Optional<Cause> ofAll(Observation seen) {
    return last(seen, WAITING);
  }

  /// The last crash, if it was a short time ago.
  static Optional<Cause> ofOne(Observation seen) {
    return last(seen, WORTH_TELLING);
  }

  private static Optional<Cause> last(Observation seen, Duration within) {
    return seen.pods(PodView::ended).stream()
        .flatMap(pod -> PodView.termination(pod).stream())
        .filter(end -> crashed(end) && recent(end, seen.now().minus(within)))
        .max(Comparator.comparing(ContainerStateTerminated::getFinishedAt))
        .map(Crash::cause);
  }

  private static Cause cause(ContainerStateTerminated end) {
    return "OOMKilled".equals(end.getReason())
        ? new Cause(
            Reason.WORKER_OUT_OF_MEMORY,
            "a worker was killed because it used more memory than its limit; raise"
                + " spec.workers.resources.limits.memory")
        : new Cause(
            Reason.WORKER_CRASHED,
            "a worker ended with exit code "
                + end.getExitCode()
                + " and is replaced; its last lines are in status.lastWorkerLog");
  }

  private static boolean recent(ContainerStateTerminated end, Instant after) {
    return end.getFinishedAt() != null && Instant.parse(end.getFinishedAt()).isAfter(after);
  }

  private static boolean crashed(ContainerStateTerminated end) {
    return WorkerExit.of(requireNonNullElse(end.getExitCode(), 0)).isEmpty();
  }
}
