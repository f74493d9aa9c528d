// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger asked = new AtomicInteger();
  private boolean answers;
  private final Outage outage = new Outage(now::get, Duration.ofSeconds(60), this::ask);

  private boolean ask() {
    asked.incrementAndGet();
    return answers;
  }

  @Test
  void isSuspectedAfterThreeSecondsWithoutASuccess() {
    after(Duration.ofSeconds(3));
    assertThat(outage.ongoing()).isFalse();
    after(Duration.ofNanos(1));
    assertThat(outage.ongoing()).isTrue();
    assertThat(outage.patienceSpent()).isFalse();
  }

  @Test
  void isNoneWhereTheStoreAnswersAnotherRequest() {
    answers = true;
    after(Duration.ofHours(1));
    assertThat(outage.ongoing()).isFalse();
    assertThat(outage.patienceSpent()).isFalse();
    assertThat(asked).hasValue(1);
  }

  @Test
  void theStoreIsAskedOnceASecondAtMost() {
    after(Duration.ofSeconds(4));
    assertThat(outage.ongoing()).isTrue();
    assertThat(outage.ongoing()).isTrue();
    assertThat(asked).hasValue(1);
    after(Duration.ofSeconds(1));
    answers = true;
    assertThat(outage.ongoing()).isFalse();
    assertThat(asked).hasValue(2);
  }

  @Test
  void isEndedByAnySuccess() {
    after(Duration.ofSeconds(61));
    assertThat(outage.ongoing()).isTrue();
    outage.succeeded();
    assertThat(outage.ongoing()).isFalse();
  }

  @Test
  void thePatienceBeginsWhenTheStoreIsFirstFoundAway() {
    // For as long as this, only requests succeeded that nobody counts.
    after(Duration.ofHours(1));
    assertThat(outage.ongoing()).isTrue();
    assertThat(outage.patienceSpent()).isFalse();
    after(Duration.ofSeconds(60));
    assertThat(outage.patienceSpent()).isFalse();
    after(Duration.ofNanos(1));
    assertThat(outage.patienceSpent()).isTrue();
  }

  private void after(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
