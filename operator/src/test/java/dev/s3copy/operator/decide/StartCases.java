// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import static dev.s3copy.operator.scene.ShardSample.pending;
import static dev.s3copy.operator.scene.ShardSample.running;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.s3copy.api.CededRange;
import dev.s3copy.operator.desired.Shards;
import dev.s3copy.operator.observe.Account;
import dev.s3copy.operator.observe.ClaimView;
import dev.s3copy.operator.observe.Leftovers;
import dev.s3copy.operator.scene.Scene;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// From nothing to the first worker.
final class StartCases {
  private static final CededRange ROOT = Shards.ROOT;

  private StartCases() {}

  static Stream<Arguments> all() {
    return Stream.of(beginning(), preconditions()).flatMap(part -> part);
  }

  private static Stream<Arguments> beginning() {
    return Stream.of(
        arguments(
            "a new copy gets all at once",
            Scene.of().noAccess(),
            "PrepareAccess, CreateShards[0], CreateJob 1",
            "Starting Starting"),
        arguments(
            "what is there is not made again",
            Scene.of().root(pending()).job(1),
            "",
            "Starting Starting"),
        arguments(
            "access that was taken away is given again",
            Scene.of().noAccess().root(running("p1")).job(1).pods("Running", "p1"),
            "PrepareAccess",
            "Running Copying"),
        arguments(
            "a running worker is told",
            Scene.of().root(running("p1")).job(1).pods("Running", "p1"),
            "",
            "Running Copying"),
        arguments(
            "suspended before it began", Scene.of("suspend: true"), "", "Suspended Suspended"),
        arguments(
            "suspend stops the Job",
            Scene.of("suspend: true").root(running("p1")).job(1).pods("Running", "p1"),
            "SuspendJob",
            "Suspended Suspended"),
        arguments(
            "while suspended shards of gone workers are still released",
            Scene.of("suspend: true").holderGone(ROOT, running("p1")).job(1).jobSuspended(),
            "Release 0",
            "Suspended Suspended"),
        arguments(
            "no longer suspended, the Job goes on",
            Scene.of().root(pending()).job(1).jobSuspended(),
            "ResumeJob 0",
            "Starting Starting"),
        arguments(
            "another trigger removes the run before, and makes nothing meanwhile",
            Scene.of("trigger: again")
                .leftovers(new Leftovers(List.of(), List.of(), List.of(), Set.of("0123456789"))),
            "StartOver[0123456789]",
            "Starting StartingOver"));
  }

  private static Stream<Arguments> preconditions() {
    return Stream.of(
        arguments(
            "a missing claim",
            Scene.of().claim(new ClaimView("data", null)),
            "",
            "Stalled ClaimNotFound"),
        arguments(
            "a block device",
            Scene.of()
                .claim(new ClaimView("data", Claims.claim("Block", "ReadWriteMany", "Bound"))),
            "",
            "Stalled ClaimIsBlock"),
        arguments(
            "an unbound claim needs a pod to be bound",
            Scene.of()
                .claim(
                    new ClaimView("data", Claims.claim("Filesystem", "ReadWriteMany", "Pending"))),
            "CreateShards[0], CreateJob 1",
            "Starting Starting"),
        arguments(
            "a service account that is missing",
            Scene.of().account(new Account.Missing("cloud")),
            "",
            "Stalled ServiceAccountNotFound"),
        arguments(
            "a service account that may not be used",
            Scene.of().account(new Account.Denied("cloud")),
            "",
            "Stalled ServiceAccountDenied"),
        arguments(
            "two service accounts",
            Scene.of().account(new Account.Two("one", "two")),
            "",
            "Stalled OneServiceAccount"),
        arguments(
            "a claim that goes away under running workers is theirs to tell",
            Scene.of()
                .claim(new ClaimView("data", null))
                .root(running("p1"))
                .job(1)
                .pods("Running", "p1"),
            "",
            "Running Copying"));
  }
}
