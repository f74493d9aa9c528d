// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static dev.s3copy.operator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.ByteCounts;
import dev.s3copy.api.ObjectCounts;
import dev.s3copy.api.Phase;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.scene.Samples;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class FirstCopyIT {
  private final KubernetesClient client = ApiServer.start().client();
  private final String namespace = ApiServer.start().namespace(client);
  private RunningOperator operator;

  @BeforeEach
  void startOperator() {
    operator =
        new RunningOperator(
                client,
                Samples.config(namespace),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .start();
  }

  @AfterEach
  void stop() {
    operator.close();
    client.close();
  }

  @Test
  void goesFromApplyToComplete() {
    client.resource(Samples.copy(namespace, "first")).create();
    eventually(() -> assertThat(jobs()).hasSize(1));
    eventually(() -> assertThat(shards()).hasSize(1));
    S3CopyShard root = shards().getFirst();
    assertThat(root.getSpec().id()).isEqualTo("0");
    assertThat(root.getMetadata().getName())
        .isEqualTo(jobs().getFirst().getMetadata().getName() + "-0");
    root.setStatus(done(7));
    client.resource(root).updateStatus();
    eventually(() -> assertThat(copy("first").getStatus().phase()).isEqualTo(Phase.SUCCEEDED));
    assertThat(copy("first").getStatus().progress()).isEqualTo("7/7");
    assertThat(copy("first").getStatus().conditions())
        .anySatisfy(
            c -> {
              assertThat(c.type()).isEqualTo("Complete");
              assertThat(c.status().name()).isEqualTo("TRUE");
            });
  }

  private S3Copy copy(String name) {
    return client.resources(S3Copy.class).inNamespace(namespace).withName(name).get();
  }

  private List<Job> jobs() {
    return client.batch().v1().jobs().inNamespace(namespace).list().getItems();
  }

  private List<S3CopyShard> shards() {
    return client.resources(S3CopyShard.class).inNamespace(namespace).list().getItems();
  }

  private static S3CopyShardStatus done(long objects) {
    return new S3CopyShardStatus(
        ShardState.DONE,
        null,
        1,
        Instant.parse("2026-01-01T00:00:00Z"),
        null,
        List.of(),
        0,
        null,
        new ObjectCounts(objects, objects, 0, 0, 0),
        new ByteCounts(objects, objects),
        0,
        0,
        0,
        List.of(),
        null);
  }
}
