// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.ApiServer;
import dev.s3copy.operator.desired.JobAnnotations;
import dev.s3copy.operator.desired.JobSize;
import dev.s3copy.operator.desired.WorkerJob;
import dev.s3copy.operator.run.RunNames;
import dev.s3copy.operator.scene.Samples;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class JobWriterIT {
  private static final JobAnnotations NOTES = new JobAnnotations(0, 0, Instant.EPOCH);

  private final KubernetesClient client = ApiServer.start().client();
  private final String namespace = ApiServer.start().namespace(client);
  private final JobWriter writer = new JobWriter(client, Samples.WORKER);
  private Job seen = new Job();

  @BeforeEach
  void aJob() {
    S3Copy copy = client.resource(Samples.copy(namespace, "photos")).create();
    seen =
        client
            .resource(WorkerJob.of(copy, RunNames.of(copy), Samples.WORKER, new JobSize(2, NOTES)))
            .create();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void growsSuspendsAndGoesOn() {
    writer.scale(seen, 5);
    assertThat(now().getSpec().getParallelism()).isEqualTo(5);
    assertThat(now().getSpec().getCompletions()).isEqualTo(5);
    writer.suspend(now());
    assertThat(now().getSpec().getSuspend()).isTrue();
    JobAnnotations annotations = new JobAnnotations(3, 70, Instant.parse("2026-01-01T00:00:00Z"));
    writer.resume(now(), annotations);
    assertThat(now().getSpec().getSuspend()).isFalse();
    assertThat(JobAnnotations.of(now())).isEqualTo(annotations);
    assertThat(now().getMetadata().getAnnotations()).containsKey("s3copy.dev/resources");
    assertThat(now().getSpec().getParallelism()).isEqualTo(5);
  }

  @Test
  void whatAnotherChangedSinceStays() {
    writer.scale(seen, 5);
    assertConflict(() -> writer.scale(seen, 1));
    assertConflict(() -> writer.suspend(seen));
    assertConflict(() -> writer.delete(seen));
    assertThat(now().getSpec().getParallelism()).isEqualTo(5);
    assertThat(now().getSpec().getSuspend()).isFalse();
  }

  @Test
  void goesAtOnce() {
    writer.delete(seen);
    assertThat(client.resource(seen).get()).isNull();
  }

  private static void assertConflict(ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
  }

  private Job now() {
    return client.resource(seen).get();
  }
}
