// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.operator.desired.JobAnnotations;
import dev.s3copy.operator.observe.ClaimView;
import dev.s3copy.operator.observe.JobView;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.PodView;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Why workers do not run, in the words of Kubernetes.
///
/// @param since when it began
record WorkerTrouble(Cause cause, Instant since) {
  /// To schedule a pod, pull a small image and start it takes less.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(10);

  /// After this time a person probably has to act.
  private static final Duration STALLED = Duration.ofMinutes(5);

  private static final Set<String> ON_ITS_WAY = Set.of("ContainerCreating", "PodInitializing");
  private static final int MESSAGE_LENGTH = 1000;

  boolean stalled(Instant now) {
    return now.isAfter(since.plus(STALLED));
  }

  static Optional<WorkerTrouble> of(Observation seen) {
    Job job = seen.job();
    if (job == null || !JobView.active(job)) return Optional.empty();
    List<Pod> waiting =
        seen.pods(p -> !PodView.ended(p) && !PodView.running(p) && !PodView.terminating(p));
    Optional<WorkerTrouble> start =
        waiting.stream()
            .sorted(Comparator.comparing(WorkerTrouble::created))
            .flatMap(pod -> notStarted(seen, pod).stream())
            .findFirst();
    if (start.isPresent()) return start;
    int alive = seen.pods(p -> !PodView.ended(p)).size();
    return alive < job.getSpec().getParallelism() ? tooFewPods(seen, job, alive) : Optional.empty();
  }

  private static Optional<WorkerTrouble> notStarted(Observation seen, Pod pod) {
    Instant created = created(pod);
    Optional<ClaimView> unbound =
        seen.referents().claims().stream().filter(claim -> !claim.bound()).findFirst();
    if (unbound.isPresent() && seen.now().isAfter(created.plus(CLAIM_PATIENCE))) {
      return trouble(
          Reason.CLAIM_NOT_BOUND,
          "PersistentVolumeClaim "
              + unbound.get().name()
              + " has no volume yet; see kubectl describe pvc "
              + unbound.get().name()
              + unscheduled(pod).map(text -> " (" + text + ")").orElse(""),
          created);
    }
    if (!seen.now().isAfter(created.plus(PATIENCE))) return Optional.empty();
    Optional<String> unscheduled = unscheduled(pod);
    if (unscheduled.isPresent()) {
      return trouble(Reason.UNSCHEDULABLE, "no node takes a worker: " + unscheduled.get(), created);
    }
    return waiting(pod)
        .filter(state -> !ON_ITS_WAY.contains(state.getReason()))
        .map(state -> of(state, pod, created))
        .or(
            () ->
                trouble(
                    Reason.WORKERS_NOT_STARTED,
                    "pod "
                        + pod.getMetadata().getName()
                        + " is being created for more than 15 s: "
                        + seen.warnings().stream().findFirst().orElse("see kubectl describe pod"),
                    created));
  }

  private static WorkerTrouble of(ContainerStateWaiting state, Pod pod, Instant since) {
    String text = requireNonNullElse(state.getMessage(), "see kubectl describe pod");
    String message = "pod " + pod.getMetadata().getName() + " does not start: " + text;
    return new WorkerTrouble(new Cause(state.getReason(), clipped(message)), since);
  }

  private static Optional<String> unscheduled(Pod pod) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getConditions().stream()
            .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
            .map(PodCondition::getMessage)
            .filter(Objects::nonNull)
            .findFirst();
  }

  private static Optional<ContainerStateWaiting> waiting(Pod pod) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getContainerStatuses().stream()
            .filter(status -> status.getState() != null)
            .map(status -> status.getState().getWaiting())
            .filter(state -> state != null && state.getReason() != null)
            .findFirst();
  }

  /// After crashes Kubernetes pauses before it makes a new pod. The reported cause is then the
  /// crash.
  private static Optional<WorkerTrouble> tooFewPods(Observation seen, Job job, int alive) {
    JobAnnotations annotations = JobAnnotations.of(job);
    boolean progress = seen.counts().settled() > annotations.settled();
    Instant started = progress ? seen.now() : annotations.at();
    Optional<Cause> crash = alive == 0 ? Crash.ofAll(seen) : Optional.empty();
    if (crash.isPresent()) return Optional.of(new WorkerTrouble(crash.get(), started));
    if (seen.warnings().isEmpty()) return Optional.empty();
    String warning = seen.warnings().getFirst();
    String reason = warning.contains("exceeded quota") ? Reason.QUOTA_EXCEEDED : Reason.NO_PODS;
    return trouble(reason, "Kubernetes makes no more worker pods: " + warning, started);
  }

  private static Instant created(Pod pod) {
    return Instant.parse(pod.getMetadata().getCreationTimestamp());
  }

  private static Optional<WorkerTrouble> trouble(String reason, String message, Instant since) {
    return Optional.of(new WorkerTrouble(new Cause(reason, clipped(message)), since));
  }

  private static String clipped(String text) {
    return text.length() <= MESSAGE_LENGTH ? text : text.substring(0, MESSAGE_LENGTH) + "…";
  }
}
