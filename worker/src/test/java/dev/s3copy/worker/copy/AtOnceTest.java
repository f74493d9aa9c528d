// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AtOnceTest {
  private static void sleep(CountDownLatch until) {
    try {
      assertThat(until.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Test
  void eachMayWaitForAnother() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(1);
    AtOnce.run(List.of(() -> sleep(second), second::countDown));
    assertThat(second.getCount()).isZero();
  }

  @Test
  void firstFailureInTheirOrderIsThrownAndStopsTheLaterOnes() {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Runnable waits =
        () -> {
          begun.countDown();
          try {
            sleep(never);
          } catch (IllegalStateException e) {
            stopped.set(true);
            throw e;
          }
        };
    Runnable fails =
        () -> {
          sleep(begun);
          raise("first");
        };

    assertThatThrownBy(() -> AtOnce.run(List.of(fails, waits, () -> raise("third"))))
        .hasMessage("first");
    assertThat(stopped).isTrue();
  }

  private static void raise(String message) {
    throw new IllegalArgumentException(message);
  }
}
