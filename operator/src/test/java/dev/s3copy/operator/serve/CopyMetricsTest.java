// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.serve;

import static dev.s3copy.operator.scene.ShardSample.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.operator.scene.Scene;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class CopyMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CopyMetrics metrics = new CopyMetrics(registry);

  @Test
  void whatIsNewSinceTheLastStatusCounts() {
    metrics.count(null, status("", 10, 1));
    metrics.count(status("", 10, 1), status("", 25, 1));
    assertThat(objects("copied")).isEqualTo(25);
    assertThat(objects("failed")).isEqualTo(1);
    assertThat(registry.get("s3copy.copied").counter().count()).isEqualTo(2500);
  }

  @Test
  void anotherRunCountsFromItsBeginning() {
    metrics.count(null, status("", 10, 0));
    metrics.count(status("", 10, 0), status("trigger: again", 3, 0));
    assertThat(objects("copied")).isEqualTo(13);
  }

  private double objects(String outcome) {
    return registry.get("s3copy.objects").tag("outcome", outcome).counter().count();
  }

  private static S3CopyStatus status(String spec, long copied, long failed) {
    return Scene.of(spec).root(running("p1").counts(copied, failed)).job(1).status();
  }
}
