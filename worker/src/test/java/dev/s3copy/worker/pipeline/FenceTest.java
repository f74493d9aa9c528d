// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FenceTest {
  private final AtomicLong now = new AtomicLong();
  private final StopSignal stop = new StopSignal();
  private final Fence fence = new Fence(now::get, stop);

  @Test
  @DisplayName("P-22 a holder that could not renew its lease waits, and goes on once it is renewed")
  void aStaleHolderWaits() throws InterruptedException {
    assertThat(fence.pass()).isTrue();
    now.addAndGet(Duration.ofSeconds(25).toNanos());
    Thread renewal = Thread.ofVirtual().start(() -> fence.renewed(now.get()));
    assertThat(fence.pass()).isTrue();
    renewal.join();
  }

  @Test
  void aHolderThatLostItsShardGoesOnNoMore() throws InterruptedException {
    now.addAndGet(Duration.ofSeconds(25).toNanos());
    fence.lose();
    assertThat(fence.pass()).isFalse();
    assertThat(fence.closed()).isTrue();
  }

  @Test
  void aStopOpensTheWayOut() throws InterruptedException {
    now.addAndGet(Duration.ofSeconds(25).toNanos());
    stop.interrupt();
    assertThat(fence.pass()).isFalse();
  }
}
