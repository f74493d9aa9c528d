// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import static dev.s3copy.operator.scene.ShardSample.done;
import static dev.s3copy.operator.scene.ShardSample.pending;
import static dev.s3copy.operator.scene.ShardSample.running;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.s3copy.api.CededRange;
import dev.s3copy.operator.desired.Shards;
import dev.s3copy.operator.observe.ClaimView;
import dev.s3copy.operator.scene.PodSample;
import dev.s3copy.operator.scene.Scene;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Who holds which range.
final class ShareCases {
  private static final CededRange ROOT = Shards.ROOT;
  private static final CededRange A = new CededRange("0.0", "m", "t");
  private static final CededRange B = new CededRange("0.1", "t", null);

  private ShareCases() {}

  static Stream<Arguments> all() {
    return Stream.of(splitting(), scaling(), ceding(), releasing()).flatMap(part -> part);
  }

  private static Stream<Arguments> splitting() {
    return Stream.of(
        arguments(
            "ceded ranges become shards",
            Scene.of().root(running("p1").ceding(A, B)).job(1).pods("Running", "p1"),
            "CreateShards[0.0, 0.1]",
            "Running Copying"),
        arguments(
            "those that exist are not made again",
            Scene.of()
                .root(running("p1").ceding(A, B))
                .shard(A, pending())
                .job(3)
                .pods("Running", "p1"),
            "CreateShards[0.1]",
            "Running Copying"),
        arguments(
            "a removed shard is made again",
            Scene.of().root(done(5).ceding(A)).job(1).pods("Running", "p1"),
            "CreateShards[0.0]",
            "Running Copying"),
        arguments(
            "without its parent a shard goes before the parent is made again",
            Scene.of().shard(A, running("p1")).job(1).pods("Running", "p1"),
            "DropShards[0.0]",
            "Running Copying"),
        arguments(
            "a shard of another range than its parent gave away goes first",
            Scene.of()
                .root(running("p1").ceding(new CededRange("0.0", "k", null)))
                .shard(A, pending())
                .job(2)
                .pods("Running", "p1"),
            "DropShards[0.0]",
            "Running Copying"),
        arguments(
            "a worker may name nothing but children",
            Scene.of()
                .root(
                    running("p1")
                        .ceding(
                            ROOT,
                            new CededRange("1", "", null),
                            new CededRange("0.../x", "", null)))
                .job(1)
                .pods("Running", "p1"),
            "",
            "Running Copying"));
  }

  private static Stream<Arguments> scaling() {
    return Stream.of(
        arguments("one worker for up to four shards", wide(4, 8), "", "Running Copying"),
        arguments("another for the fifth", wide(5, 8), "Scale 2", "Running Copying"),
        arguments("never more workers than workers.max", wide(13, 3), "Scale 3", "Running Copying"),
        arguments(
            "a volume of one node has one worker",
            Scene.of()
                .claim(new ClaimView("data", Claims.claim("Filesystem", "ReadWriteOnce", "Bound")))
                .root(running("p1").ceding(A))
                .shard(A, pending())
                .job(1)
                .pods("Running", "p1"),
            "",
            "Running Copying"),
        arguments(
            "fewer shards than workers leave the workers",
            Scene.of().root(running("p1").remaining(9)).job(3).pods("Running", "p1", "p2", "p3"),
            "",
            "Running Copying"),
        arguments(
            "a lower workers.max takes workers away",
            Scene.of("workers: {max: 1}")
                .root(running("p1").remaining(9))
                .job(3)
                .pods("Running", "p1", "p2", "p3"),
            "Scale 1",
            "Running Copying"));
  }

  private static Stream<Arguments> ceding() {
    return Stream.of(
        arguments(
            "idle workers: the shard with most left is asked",
            Scene.of()
                .root(running("p1").remaining(60_000).ceding(A))
                .shard(A, running("p2").remaining(900_000))
                .job(4)
                .pods("Running", "p1", "p2", "p3", "p4"),
            "AskToCede 0.0 2",
            "Running Copying"),
        arguments(
            "nobody is asked while a shard is free",
            Scene.of()
                .root(running("p1").remaining(900_000).ceding(A))
                .shard(A, pending())
                .job(2)
                .pods("Running", "p1", "p2"),
            "",
            "Running Copying"),
        arguments(
            "nobody is asked twice",
            Scene.of()
                .asked(ROOT, running("p1").remaining(900_000).answered(3), 4)
                .job(2)
                .pods("Running", "p1", "p2"),
            "",
            "Running Copying"),
        arguments(
            "an answered question may be put again",
            Scene.of()
                .asked(ROOT, running("p1").remaining(900_000).answered(4), 4)
                .job(2)
                .pods("Running", "p1", "p2"),
            "AskToCede 0 1",
            "Running Copying"),
        arguments(
            "little is not divided",
            Scene.of().root(running("p1").remaining(4_999)).job(2).pods("Running", "p1", "p2"),
            "",
            "Running Copying"));
  }

  private static Stream<Arguments> releasing() {
    return Stream.of(
        arguments(
            "the holder's pod is gone",
            Scene.of().holderGone(ROOT, running("p1")).job(1).pods("Running", "p2"),
            "Release 0",
            "Running Copying"),
        arguments(
            "silence alone is not enough",
            Scene.of().silent(ROOT, running("p1"), false).job(1).pods("Running", "p1"),
            "",
            "Running Copying"),
        arguments(
            "silence that the API server confirmed",
            Scene.of().silent(ROOT, running("p1"), true).job(1).pods("Running", "p1"),
            "Release 0",
            "Running Copying"),
        arguments(
            "a pod on a lost node is removed for good",
            Scene.of()
                .root(pending())
                .job(1)
                .pod(PodSample.terminating("p1", "2026-01-01T00:08:59Z")),
            "RemoveLostPod p1",
            "Starting Starting"),
        arguments(
            "a pod that still may answer is waited for",
            Scene.of()
                .root(pending())
                .job(1)
                .pod(PodSample.terminating("p1", "2026-01-01T00:09:01Z")),
            "",
            "Starting Starting"));
  }

  /// Shards that wait, beside a root that is done.
  private static Scene wide(int shards, int max) {
    CededRange[] ranges = new CededRange[shards];
    for (int i = 0; i < shards; i++) {
      String end = i + 1 < shards ? "k" + (11 + i) : null;
      ranges[i] = new CededRange("0." + i, "k" + (10 + i), end);
    }
    Scene scene = Scene.of("workers: {max: %d}".formatted(max)).root(done(5).ceding(ranges));
    for (CededRange range : ranges) scene.shard(range, pending());
    return scene.job(1).pods("Running", "p1");
  }
}
