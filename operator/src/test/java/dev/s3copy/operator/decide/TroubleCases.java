// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import static dev.s3copy.operator.scene.ShardSample.done;
import static dev.s3copy.operator.scene.ShardSample.pending;
import static dev.s3copy.operator.scene.ShardSample.running;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.s3copy.api.CededRange;
import dev.s3copy.operator.desired.JobAnnotations;
import dev.s3copy.operator.observe.ClaimView;
import dev.s3copy.operator.scene.PodSample;
import dev.s3copy.operator.scene.Scene;
import dev.s3copy.operator.scene.ShardSample;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// What is in the way.
final class TroubleCases {
  private static final CededRange A = new CededRange("0.0", "m", "t");
  private static final CededRange B = new CededRange("0.1", "t", null);
  private static final Duration LONG = Duration.ofMinutes(1);

  private TroubleCases() {}

  static Stream<Arguments> all() {
    return Stream.of(errors(), jobs(), podTrouble()).flatMap(part -> part);
  }

  private static Stream<Arguments> errors() {
    ShardSample failing = pending().error("SlowDown", false);
    JobAnnotations sixth = new JobAnnotations(6, 0, Instant.parse("2026-01-01T00:00:00Z"));
    return Stream.of(
        arguments(
            "an error is told and the Job rests",
            Scene.of().root(failing).job(1).pods("Running", "p1"),
            "SuspendJob",
            "Stalled SlowDown"),
        arguments(
            "others go on meanwhile",
            Scene.of()
                .root(pending().error("SlowDown", false).ceding(A))
                .shard(A, running("p1"))
                .job(1)
                .pods("Running", "p1"),
            "",
            "Stalled SlowDown"),
        arguments(
            "a namespace that is being deleted gets rid of its Job first",
            Scene.of().root(running("p1")).job(1).pods("Running", "p1").namespaceLeaving(),
            "DeleteJob",
            "Hindered NamespaceTerminating"),
        arguments(
            "and of nothing twice",
            Scene.of().root(running("p1")).namespaceLeaving(),
            "",
            "Hindered NamespaceTerminating"),
        arguments(
            "too early to try again",
            Scene.of().root(failing).job(1).jobSuspended().toldSelf(Duration.ofSeconds(29)),
            "",
            "Stalled SlowDown"),
        arguments(
            "the first retry comes after 30 s",
            Scene.of().root(failing).job(1).jobSuspended().toldSelf(Duration.ofSeconds(30)),
            "RetryShard 0, ResumeJob 1",
            "Starting Starting"),
        arguments(
            "the second after a minute",
            Scene.of()
                .root(failing)
                .job(1, new JobAnnotations(1, 0, Instant.EPOCH))
                .jobSuspended()
                .toldSelf(Duration.ofSeconds(59)),
            "",
            "Stalled SlowDown"),
        arguments(
            "progress makes it the first again",
            Scene.of()
                .root(pending().counts(10, 0).error("SlowDown", false))
                .job(1, new JobAnnotations(5, 9, Instant.EPOCH))
                .jobSuspended()
                .toldSelf(Duration.ofSeconds(30)),
            "RetryShard 0, ResumeJob 1",
            "Starting Starting"),
        arguments(
            "an old error in the cache right after a retry is not counted",
            Scene.of()
                .root(failing)
                .job(1, new JobAnnotations(6, 0, Scene.NOW.minusSeconds(1)))
                .toldSelf(Duration.ofMinutes(6)),
            "SuspendJob",
            "Stalled SlowDown"),
        arguments(
            "six retries are enough",
            Scene.of().root(failing).job(1, sixth).jobSuspended().toldSelf(LONG),
            "",
            "Ending FAILED SlowDown"),
        arguments(
            "a permanent error ends it at once",
            Scene.of().root(pending().error("NoSuchBucket", true)).job(1).pods("Running", "p1"),
            "SuspendJob",
            "Ending FAILED NoSuchBucket"));
  }

  private static Stream<Arguments> jobs() {
    return Stream.of(
        arguments(
            "a removed Job is made again",
            Scene.of().root(done(5).ceding(A, B)).shard(A, pending()).shard(B, pending()),
            "CreateJob 1",
            "Starting Starting"),
        arguments(
            "a Job that ended too early makes room for another",
            Scene.of().root(pending()).job(1).jobEnded("Failed"),
            "DeleteJob",
            "Starting Starting"),
        arguments(
            "three that got nowhere are enough",
            Scene.of()
                .root(pending())
                .job(1, new JobAnnotations(3, 0, Instant.EPOCH))
                .jobEnded("Failed"),
            "",
            "Ending FAILED WorkersFailed"),
        arguments(
            "workers that are to get more memory are started anew",
            Scene.of()
                .root(running("p1"))
                .job(1)
                .pods("Running", "p1")
                .edited("workers: {resources: {limits: {memory: 2Gi}}}"),
            "DeleteJob",
            "Running Copying"),
        arguments(
            "the same amounts again change nothing",
            Scene.of("workers: {resources: {limits: {memory: 2Gi}}}")
                .root(running("p1"))
                .job(1)
                .pods("Running", "p1")
                .edited("workers: {max: 9, resources: {limits: {memory: 2Gi}}}"),
            "",
            "Running Copying"),
        arguments(
            "all workers ended after progress: Kubernetes' long pauses are cut short",
            Scene.of()
                .root(pending().counts(10, 0))
                .job(1)
                .pod(PodSample.ended("p1", 137, "Error", "")),
            "DeleteJob",
            "Hindered WorkerCrashed"),
        arguments(
            "all workers ended without progress: its pauses are right",
            Scene.of().root(pending()).job(1).pod(PodSample.ended("p1", 137, "Error", "")),
            "",
            "Stalled WorkerCrashed"));
  }

  private static Stream<Arguments> podTrouble() {
    Scene base = Scene.of().root(pending()).job(1);
    return Stream.of(
        arguments(
            "a pod may take its time",
            Scene.of()
                .root(pending())
                .job(1)
                .pod(PodSample.unschedulable("p1", "0/2 nodes", "2026-01-01T00:09:46Z")),
            "",
            "Starting Starting"),
        arguments(
            "no node takes it",
            Scene.of()
                .root(pending())
                .job(1)
                .pod(PodSample.unschedulable("p1", "0/2 nodes", "2026-01-01T00:09:44Z")),
            "",
            "Hindered Unschedulable"),
        arguments(
            "for five minutes no node takes it",
            base.pod(PodSample.unschedulable("p1", "0/2 nodes", "2026-01-01T00:04:59Z")),
            "",
            "Stalled Unschedulable"),
        arguments(
            "the image is missing",
            Scene.of()
                .root(pending())
                .job(1)
                .pod(
                    PodSample.waiting(
                        "p1", "ImagePullBackOff", "not found", "2026-01-01T00:09:40Z")),
            "",
            "Hindered ImagePullBackOff"),
        arguments(
            "it is being created for long",
            Scene.of()
                .root(pending())
                .job(1)
                .pod(PodSample.waiting("p1", "ContainerCreating", null, "2026-01-01T00:09:40Z")),
            "",
            "Hindered WorkersNotStarted"),
        arguments(
            "its claim has no volume",
            Scene.of()
                .claim(
                    new ClaimView("data", Claims.claim("Filesystem", "ReadWriteOnce", "Pending")))
                .root(pending())
                .job(1)
                .pod(PodSample.unschedulable("p1", "unbound claim", "2026-01-01T00:09:45Z")),
            "",
            "Hindered ClaimNotBound"),
        arguments(
            "a quota forbids pods",
            Scene.of().root(pending()).job(1).warning("pods is forbidden: exceeded quota: small"),
            "",
            "Stalled QuotaExceeded"),
        arguments(
            "a quota lets only some workers run",
            Scene.of()
                .root(running("p1"))
                .job(2)
                .pods("Running", "p1")
                .warning("pods is forbidden: exceeded quota: small"),
            "",
            "Running Copying"),
        arguments(
            "a worker needs more memory",
            Scene.of()
                .root(running("p2"))
                .job(1)
                .pod(PodSample.ended("p1", 137, "OOMKilled", ""))
                .pods("Running", "p2"),
            "",
            "Running WorkerOutOfMemory"),
        arguments(
            "a worker that was told to stop did not crash",
            Scene.of()
                .root(running("p2"))
                .job(1)
                .pod(PodSample.ended("p1", 143, "Error", ""))
                .pods("Running", "p2"),
            "",
            "Running Copying"));
  }
}
