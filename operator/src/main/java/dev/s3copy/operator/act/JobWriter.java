// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import dev.s3copy.operator.desired.JobAnnotations;
import dev.s3copy.operator.desired.JobSize;
import dev.s3copy.operator.desired.WorkerJob;
import dev.s3copy.operator.observe.Observation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/// Writes Jobs, each only if it still has the resource version that was seen. So an operator that
/// was frozen while another one led undoes nothing.
final class JobWriter {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final WorkerSettings settings;

  JobWriter(KubernetesClient client, WorkerSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  void create(Observation seen, JobSize size) {
    CreateIfAbsent.run(
        client.resource(WorkerJob.of(seen.copy(), seen.names(), settings, size))::create);
  }

  /// In the background, as is the client's default: the Job is gone at once and its pods soon
  /// after, so another can be made.
  void delete(Job job) {
    client.resource(job).lockResourceVersion().delete();
  }

  void scale(Job job, int workers) {
    patch(
        job,
        new JobBuilder(head(job))
            .withNewSpec()
            .withParallelism(workers)
            .withCompletions(workers)
            .endSpec()
            .build());
  }

  void suspend(Job job) {
    patch(job, new JobBuilder(head(job)).withNewSpec().withSuspend(true).endSpec().build());
  }

  void resume(Job job, JobAnnotations annotations) {
    patch(
        job,
        new JobBuilder(head(job))
            .editMetadata()
            .withAnnotations(annotations.asMap())
            .endMetadata()
            .withNewSpec()
            .withSuspend(false)
            .endSpec()
            .build());
  }

  private static Job head(Job job) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(job.getMetadata().getName())
        .withNamespace(job.getMetadata().getNamespace())
        .withResourceVersion(job.getMetadata().getResourceVersion())
        .endMetadata()
        .build();
  }

  private void patch(Job job, Job change) {
    client.resource(job).patch(MERGE, client.getKubernetesSerialization().asJson(change));
  }
}
