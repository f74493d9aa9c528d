// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.stage.Bucket;
import dev.s3copy.e2e.stage.Stage;
import org.junit.jupiter.api.Test;

/// The ground the other tests stand on.
@OnCluster
class ServersE2E {
  @Test
  void whatTheClientPutsIntoTheEmbeddedServerComesBack() {
    Bucket bucket = Stage.shared().embedded().bucket("servers-e2e");
    long begun = System.nanoTime();
    bucket.fill("a/", 500, 1000, 1);
    long filled = System.nanoTime();
    assertThat(bucket.contents("a/")).hasSize(500);
    System.out.printf(
        "500 objects put in %d ms, read in %d ms%n",
        (filled - begun) / 1_000_000, (System.nanoTime() - filled) / 1_000_000);
  }
}
