// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static dev.s3copy.operator.scene.ShardSample.done;
import static dev.s3copy.operator.scene.ShardSample.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.operator.ApiServer;
import dev.s3copy.operator.act.StatusWriter.Result;
import dev.s3copy.operator.scene.Samples;
import dev.s3copy.operator.scene.Scene;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class StatusWriterIT {
  private static final long SECOND = 1_000_000_000L;

  private final KubernetesClient client = ApiServer.start().client();
  private final String namespace = ApiServer.start().namespace(client);
  private long now = 100 * SECOND;
  private final StatusWriter writer = new StatusWriter(client, () -> now);

  @BeforeEach
  void copyExists() {
    client.resource(Samples.copy(namespace, "photos")).create();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void theSameIsNotWrittenTwice() {
    assertThat(writer.write(copy(), working(1))).isEqualTo(Result.WRITTEN);
    assertThat(writer.write(copy(), working(1))).isEqualTo(Result.SAME);
  }

  @Test
  void numbersWaitTwoSeconds() {
    writer.write(copy(), working(1));
    now += SECOND;
    assertThat(writer.write(copy(), working(2))).isEqualTo(Result.LATER);
    now += SECOND;
    assertThat(writer.write(copy(), working(2))).isEqualTo(Result.WRITTEN);
  }

  @Test
  void factsDoNotWait() {
    writer.write(copy(), working(1));
    S3CopyStatus end = Scene.of().root(done(2)).job(1).status();
    assertThat(writer.write(copy(), end)).isEqualTo(Result.WRITTEN);
    assertThat(copy().getStatus().completionTime()).isEqualTo(Scene.NOW);
  }

  @Test
  void aCopyThatChangedSinceIsLeftForTheNextVisit() {
    S3Copy old = copy();
    writer.write(copy(), working(1));
    assertThat(writer.write(old, Scene.of().root(done(2)).job(1).status()))
        .isEqualTo(Result.OUTDATED);
  }

  @Test
  void aCopyThatIsGoneIsNoError() {
    S3Copy old = copy();
    client.resource(old).delete();
    assertThat(writer.write(old, working(1))).isEqualTo(Result.OUTDATED);
  }

  private static S3CopyStatus working(long copied) {
    return Scene.of().root(running("p1").counts(copied, 0)).job(1).pods("Running", "p1").status();
  }

  private S3Copy copy() {
    return client.resources(S3Copy.class).inNamespace(namespace).withName("photos").get();
  }
}
