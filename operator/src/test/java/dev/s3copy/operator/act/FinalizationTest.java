// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.observe.InformerSnapshot;
import dev.s3copy.operator.scene.PodSample;
import dev.s3copy.operator.scene.Samples;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The server of this test refuses everything that is not expected.
@EnableKubernetesMockClient
@SuppressWarnings("NullAway.Init") // The extension sets the fields.
class FinalizationTest {
  private static final Instant DELETED = Instant.parse("2026-01-01T00:00:00Z");
  private static final String JOB = "/apis/batch/v1/namespaces/team/jobs/photos";

  KubernetesMockServer server;
  KubernetesClient client;
  private final List<S3Copy> forgotten = new ArrayList<>();

  @Test
  void waitsForPods() {
    server.expect().delete().withPath(JOB).andReturn(200, job()).once();
    DeleteControl control = after(1, List.of(job()), List.of(pod("Running")));
    assertThat(control.isRemoveFinalizer()).isFalse();
    assertThat(control.getScheduleDelay()).isPresent();
    assertThat(forgotten).isEmpty();
  }

  @Test
  void letsGoWhenAllHaveEnded() {
    DeleteControl control = after(1, List.of(), List.of(pod("Succeeded"), pod("Failed")));
    assertThat(control.isRemoveFinalizer()).isTrue();
    assertThat(forgotten).hasSize(1);
  }

  @Test
  void letsGoAfterNinetySecondsWhateverRuns() {
    assertThat(after(89, List.of(), List.of(pod("Running"))).isRemoveFinalizer()).isFalse();
    assertThat(after(90, List.of(), List.of(pod("Running"))).isRemoveFinalizer()).isTrue();
  }

  @Test
  void letsGoAfterNinetySecondsWhateverTheServerSays() {
    server.expect().delete().withPath(JOB).andReturn(403, "no").times(2);
    assertThat(after(1, List.of(job()), List.of()).isRemoveFinalizer()).isFalse();
    assertThat(after(90, List.of(job()), List.of()).isRemoveFinalizer()).isTrue();
  }

  private DeleteControl after(long seconds, List<Job> jobs, List<Pod> pods) {
    S3Copy copy = Samples.copy("team", "photos");
    copy.getMetadata().setUid("uid");
    copy.getMetadata().setDeletionTimestamp(DELETED.toString());
    Clock clock = Clock.fixed(DELETED.plusSeconds(seconds), ZoneOffset.UTC);
    return new Finalization(client, clock, forgotten::add)
        .cleanup(copy, new InformerSnapshot(List.of(), jobs, pods, List.of()));
  }

  private static Pod pod(String phase) {
    return PodSample.of(phase, "p1").build();
  }

  private static Job job() {
    return new JobBuilder()
        .withNewMetadata()
        .withName("photos")
        .withNamespace("team")
        .endMetadata()
        .build();
  }
}
