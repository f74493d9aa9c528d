// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.scene;

import io.fabric8.kubernetes.api.model.PodBuilder;

/// Pods of a worker Job in the states Kubernetes shows them in.
public final class PodSample {
  private static final String MADE = "2026-01-01T00:00:00Z";

  private PodSample() {}

  public static PodBuilder of(String phase, String uid) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("pod-" + uid)
        .withNamespace("team")
        .withUid(uid)
        .withCreationTimestamp(MADE)
        .endMetadata()
        .withNewStatus()
        .withPhase(phase)
        .endStatus();
  }

  public static PodBuilder unschedulable(String uid, String message, String created) {
    return of("Pending", uid)
        .editMetadata()
        .withCreationTimestamp(created)
        .endMetadata()
        .editStatus()
        .addNewCondition()
        .withType("PodScheduled")
        .withStatus("False")
        .withReason("Unschedulable")
        .withMessage(message)
        .endCondition()
        .endStatus();
  }

  public static PodBuilder waiting(String uid, String reason, String message, String created) {
    return of("Pending", uid)
        .editMetadata()
        .withCreationTimestamp(created)
        .endMetadata()
        .editStatus()
        .addNewContainerStatus()
        .withName("worker")
        .withNewState()
        .withNewWaiting(message, reason)
        .endState()
        .endContainerStatus()
        .endStatus();
  }

  public static PodBuilder ended(String uid, int exitCode, String reason, String message) {
    return of(exitCode == 0 ? "Succeeded" : "Failed", uid)
        .editStatus()
        .addNewContainerStatus()
        .withName("worker")
        .withNewState()
        .withNewTerminated()
        .withExitCode(exitCode)
        .withReason(reason)
        .withMessage(message)
        .withFinishedAt("2026-01-01T00:09:00Z")
        .endTerminated()
        .endState()
        .endContainerStatus()
        .endStatus();
  }

  public static PodBuilder terminating(String uid, String deletionTimestamp) {
    return of("Running", uid).editMetadata().withDeletionTimestamp(deletionTimestamp).endMetadata();
  }
}
