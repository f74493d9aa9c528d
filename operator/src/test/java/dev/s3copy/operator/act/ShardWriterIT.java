// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.ApiServer;
import dev.s3copy.operator.desired.Shards;
import dev.s3copy.operator.run.RunNames;
import dev.s3copy.operator.scene.Samples;
import dev.s3copy.operator.scene.ShardSample;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class ShardWriterIT {
  private final KubernetesClient client = ApiServer.start().client();
  private final String namespace = ApiServer.start().namespace(client);
  private final ShardWriter writer = new ShardWriter(client);
  private S3CopyShard seen = new S3CopyShard();

  @BeforeEach
  void aHeldShard() {
    S3Copy copy = client.resource(Samples.copy(namespace, "photos")).create();
    seen = client.resource(Shards.of(copy, RunNames.of(copy), Shards.ROOT)).create();
    seen.setStatus(ShardSample.running("p1").counts(7, 1).remaining(9).status());
    seen = client.resource(seen).updateStatus();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void releasingKeepsWhatWasReached() {
    writer.release(seen);
    assertThat(now().getStatus().phase()).isEqualTo(ShardState.PENDING);
    assertThat(now().getStatus().holder()).isNull();
    assertThat(now().getStatus().objects()).isEqualTo(seen.getStatus().objects());
    assertThat(now().getStatus().epoch()).isEqualTo(seen.getStatus().epoch());
  }

  @Test
  void aShardThatChangedSinceIsNotReleased() {
    heartbeat();
    assertThatThrownBy(() -> writer.release(seen))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
    assertThat(now().getStatus().phase()).isEqualTo(ShardState.RUNNING);
  }

  @Test
  void askingMindsNoHeartbeat() {
    heartbeat();
    writer.askToCede(seen, 3);
    assertThat(now().getSpec().cedeRequests()).isEqualTo(3);
  }

  @Test
  void theSameQuestionIsPutOnce() {
    writer.askToCede(seen, 3);
    writer.askToCede(seen, 3);
    assertThat(now().getSpec().cedeRequests()).isEqualTo(3);
  }

  private void heartbeat() {
    S3CopyShard held = now();
    held.setStatus(ShardSample.running("p1").counts(8, 1).remaining(8).status());
    client.resource(held).updateStatus();
  }

  private S3CopyShard now() {
    return client.resource(seen).get();
  }
}
