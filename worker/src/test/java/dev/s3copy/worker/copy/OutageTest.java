// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Outage outage = new Outage(now::get, Duration.ofSeconds(60));

  @Test
  void isSuspectedAfterThreeSecondsWithoutASuccess() {
    after(Duration.ofSeconds(3));
    assertThat(outage.ongoing()).isFalse();
    after(Duration.ofNanos(1));
    assertThat(outage.ongoing()).isTrue();
    assertThat(outage.patienceSpent()).isFalse();
  }

  @Test
  void isEndedByAnySuccess() {
    after(Duration.ofSeconds(61));
    outage.succeeded();
    assertThat(outage.ongoing()).isFalse();
    assertThat(outage.patienceSpent()).isFalse();
  }

  @Test
  void isGivenUpOnceThePatienceIsSpent() {
    after(Duration.ofSeconds(60));
    assertThat(outage.patienceSpent()).isFalse();
    after(Duration.ofNanos(1));
    assertThat(outage.patienceSpent()).isTrue();
  }

  private void after(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
