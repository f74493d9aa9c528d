// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.stage.Bucket;
import dev.s3copy.e2e.stage.S3Server;
import dev.s3copy.e2e.stage.Stage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The ground the other tests stand on: what the client puts comes back, and says what it should.
@OnCluster
class ServersE2E {
  private static final int OBJECTS = 100;

  private final Stage stage = Stage.shared();

  @Test
  void theEmbeddedServerKeepsWhatItIsGiven() {
    keeps(stage.embedded());
  }

  @Test
  void minioKeepsWhatItIsGiven() {
    Assumptions.assumeTrue(stage.minio().isPresent(), "no program minio on the PATH");
    keeps(stage.minio().orElseThrow());
  }

  private static void keeps(S3Server server) {
    Bucket bucket = server.bucket("servers");
    bucket.fill("a/", OBJECTS, 1000, 1);
    assertThat(bucket.contents("a/")).hasSize(OBJECTS);
    assertThat(bucket.entries("a/")).hasSize(OBJECTS);
  }
}
