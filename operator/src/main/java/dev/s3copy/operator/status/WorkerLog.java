// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import dev.s3copy.api.contract.WorkerExit;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;

/// The last lines of the worker that failed last, as Kubernetes keeps them.
final class WorkerLog {
  private static final int LINES = 20;

  private WorkerLog() {}

  /// The lines that are in the status stay until a worker fails again.
  static List<String> last(Observation seen) {
    return seen.pods(WorkerLog::failed).stream()
        .flatMap(pod -> PodView.termination(pod).stream())
        .filter(end -> end.getMessage() != null && end.getFinishedAt() != null)
        .max(Comparator.comparing(ContainerStateTerminated::getFinishedAt))
        .map(end -> lines(end.getMessage()))
        .orElse(seen.reported().lastWorkerLog());
  }

  private static boolean failed(Pod pod) {
    return PodView.termination(pod)
        .map(ContainerStateTerminated::getExitCode)
        .filter(code -> code != WorkerExit.DONE.code() && code != WorkerExit.STOPPED.code())
        .isPresent();
  }

  private static List<String> lines(String message) {
    List<String> lines = message.lines().filter(line -> !line.isBlank()).toList();
    return SizeLimit.log(lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
