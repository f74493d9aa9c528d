// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RateLimitTest {
  @Test
  void withoutALimitNobodyWaits() throws InterruptedException {
    var limit = RateLimit.none();
    for (int i = 0; i < 100_000; i++) limit.acquire(1, Long.MAX_VALUE / 2);
  }

  @Test
  @DisplayName("P-18 threads pass at the rate")
  void threadsPassAtTheRate() throws InterruptedException {
    // A clock that runs 1 ms per look: 1000 looks are a second.
    var clock = new AtomicLong();
    var limit = new RateLimit(500, 0, () -> clock.addAndGet(1_000_000));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int j = 0; j < 10; j++) acquire(limit, 1, 0);
              }));
    }
    for (Thread thread : threads) thread.join();

    assertThat(clock.get()).isBetween(150_000_000L, 250_000_000L);
  }

  @Test
  void waitingThreadsFollowAChangeOfTheRate() throws InterruptedException {
    var limit = new RateLimit(1, 0, System::nanoTime);
    limit.acquire(1_000_000, 0);
    var passed = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      Thread.startVirtualThread(
          () -> {
            acquire(limit, 1, 0);
            passed.countDown();
          });
    }
    limit.setRates(0, 0);

    passed.await();
  }

  @Test
  void firstComeIsFirstServed() throws InterruptedException {
    long charge = 1_000_000;
    var now = new AtomicLong();
    var limit = new RateLimit(0, 1, now::get);
    limit.acquire(0, charge);
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 5; i++) {
      int number = i;
      Thread thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    acquire(limit, 0, charge);
                    order.add(number);
                  });
      while (thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
    // A charge is paid off in a thousand of these steps: whoever passed has long noted it by then.
    while (order.size() < 5) {
      now.addAndGet(TimeUnit.SECONDS.toNanos(charge / 1000));
      limit.setRates(0, 1);
      Thread.sleep(1);
    }

    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aRequestWithoutBytesDoesNotWaitForADebtOfBytes() throws InterruptedException {
    var limit = new RateLimit(1000, 1, System::nanoTime);
    limit.acquire(1, 1_000_000_000);

    limit.acquire(1, 0);
  }

  private static void acquire(RateLimit limit, int requests, long bytes) {
    try {
      limit.acquire(requests, bytes);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
