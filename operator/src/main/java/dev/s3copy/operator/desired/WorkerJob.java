// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.contract.WorkerExit;
import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;

/// The one Indexed Job of a run. Workers come and go with its parallelism; which shard a worker
/// takes has nothing to do with its index.
public final class WorkerJob {
  /// Crashes of one worker before Kubernetes gives it up. Since the pauses double, that takes
  /// hours.
  private static final int CRASHES_PER_WORKER = 100;

  private WorkerJob() {}

  public static Job of(S3Copy copy, RunNames names, WorkerSettings settings, JobSize size) {
    return new JobBuilder()
        .withMetadata(Owned.metadata(copy, names, names.job()))
        .editMetadata()
        .withAnnotations(size.annotations().asMap())
        .addToAnnotations(ResourcesAnnotation.ANNOTATION, ResourcesAnnotation.text(copy.getSpec()))
        .endMetadata()
        .withNewSpec()
        .withCompletionMode("Indexed")
        .withParallelism(size.workers())
        .withCompletions(size.workers())
        .withBackoffLimitPerIndex(CRASHES_PER_WORKER)
        .withPodReplacementPolicy("Failed")
        .withPodFailurePolicy(failurePolicy())
        .withSuspend(false)
        .withTemplate(new WorkerPod(copy, names, settings).template())
        .endSpec()
        .build();
  }

  private static PodFailurePolicy failurePolicy() {
    return new PodFailurePolicyBuilder()
        .addNewRule()
        .withAction("Ignore")
        .withNewOnExitCodes()
        .withContainerName(WorkerPod.CONTAINER)
        .withOperator("In")
        .withValues(WorkerExit.COULD_NOT_GO_ON.code(), WorkerExit.STOPPED.code())
        .endOnExitCodes()
        .endRule()
        .addNewRule()
        .withAction("Ignore")
        .addNewOnPodCondition("True", "DisruptionTarget")
        .endRule()
        .build();
  }
}
