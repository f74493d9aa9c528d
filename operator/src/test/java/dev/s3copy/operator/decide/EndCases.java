// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import static dev.s3copy.operator.scene.ShardSample.done;
import static dev.s3copy.operator.scene.ShardSample.running;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.operator.scene.Scene;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// How a run ends and what is cleared away.
final class EndCases {
  private static final CededRange A = new CededRange("0.0", "m", "t");

  private EndCases() {}

  static Stream<Arguments> all() {
    return Stream.of(ends(), closing()).flatMap(part -> part);
  }

  private static Stream<Arguments> ends() {
    return Stream.of(
        arguments(
            "all is settled",
            Scene.of().root(done(5)).job(1).pods("Running", "p1"),
            "",
            "Ending SUCCEEDED Succeeded"),
        arguments(
            "not before every ceded range has been done",
            Scene.of().root(done(5).ceding(A)).shard(A, running("p1")).job(1).pods("Running", "p1"),
            "",
            "Running Copying"),
        arguments(
            "some failed",
            Scene.of().root(done(5).counts(4, 1)).job(1),
            "",
            "Ending PARTIALLY_FAILED PartiallyFailed"),
        arguments(
            "too many failed",
            Scene.of("failurePolicy: {maxFailedObjects: 1}")
                .root(running("p1").counts(4, 2))
                .job(1)
                .pods("Running", "p1"),
            "SuspendJob",
            "Ending FAILED TooManyFailures"),
        arguments(
            "as many as allowed are not too many",
            Scene.of("failurePolicy: {maxFailedObjects: 2}").root(done(4).counts(4, 2)).job(1),
            "",
            "Ending PARTIALLY_FAILED PartiallyFailed"),
        arguments(
            "an end is an end, suspended or not",
            Scene.of("suspend: true").root(done(5)).job(1),
            "",
            "Ending SUCCEEDED Succeeded"));
  }

  private static Stream<Arguments> closing() {
    return Stream.of(
        arguments(
            "workers leave by themselves first",
            Scene.of().root(done(5)).job(1).pods("Running", "p1").toldSelf(Duration.ofSeconds(59)),
            "",
            "Closed"),
        arguments(
            "those that do not are ended",
            Scene.of().root(done(5)).job(1).pods("Running", "p1").toldSelf(Duration.ofSeconds(61)),
            "SuspendJob",
            "Closed"),
        arguments(
            "then shards and access go",
            Scene.of().root(done(5)).job(1).jobEnded("Complete").toldSelf(Duration.ofSeconds(3)),
            "CleanUp[0]",
            "Closed"),
        arguments(
            "after that nothing is left to do",
            Scene.of().reported(ended()).job(1).jobEnded("Complete"),
            "",
            "Closed"),
        arguments(
            "the same manifest again changes nothing", Scene.of().reported(ended()), "", "Closed"),
        arguments(
            "not before its time",
            Scene.of("ttlSecondsAfterFinished: 60").reported(ended()).later(Duration.ofSeconds(57)),
            "",
            "Closed"),
        arguments(
            "its time is over",
            Scene.of("ttlSecondsAfterFinished: 60").reported(ended()).later(Duration.ofSeconds(60)),
            "Expire",
            "Closed"));
  }

  private static S3CopyStatus ended() {
    return Scene.of().root(done(5)).job(1).status();
  }
}
