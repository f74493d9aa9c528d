// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ByteBudgetTest {
  private static final long MIB = 1 << 20;

  @Test
  void givesBackWhatItTook() throws InterruptedException {
    var budget = new ByteBudget(4 * MIB);
    budget.acquire(MIB + 1);
    assertThat(budget.availableBytes()).isEqualTo(3 * MIB - 4096);
    budget.release(MIB + 1);
    assertThat(budget.availableBytes()).isEqualTo(4 * MIB);
  }

  @Test
  void aRequestLargerThanTheBudgetTakesAllOfIt() throws InterruptedException {
    var budget = new ByteBudget(MIB);
    budget.acquire(1L << 50);
    assertThat(budget.availableBytes()).isZero();
    budget.release(1L << 50);
    assertThat(budget.availableBytes()).isEqualTo(MIB);
  }

  @Test
  void smallRequestsDoNotPassALargeOneThatWaits() throws InterruptedException {
    var budget = new ByteBudget(4 * MIB);
    budget.acquire(2 * MIB);
    var largeDone = new AtomicBoolean();
    var smallDone = new CountDownLatch(1);
    Thread large = Thread.ofVirtual().unstarted(() -> take(budget, 4 * MIB, largeDone));
    large.start();
    while (large.getState() != Thread.State.WAITING) Thread.onSpinWait();
    Thread.startVirtualThread(
        () -> {
          take(budget, MIB, new AtomicBoolean());
          assertThat(largeDone).isTrue();
          smallDone.countDown();
        });
    budget.release(2 * MIB);
    large.join();
    budget.release(4 * MIB);

    smallDone.await();
  }

  @Test
  void oneWhoWillNotWaitGetsWhatIsLeftButPassesNobody() throws InterruptedException {
    var budget = new ByteBudget(4 * MIB);
    assertThat(budget.tryAcquire(3 * MIB)).isTrue();
    assertThat(budget.tryAcquire(2 * MIB)).isFalse();
    Thread waiting = Thread.ofVirtual().start(() -> take(budget, 2 * MIB, new AtomicBoolean()));
    while (waiting.getState() != Thread.State.WAITING) Thread.onSpinWait();
    assertThat(budget.tryAcquire(MIB)).isFalse();
    budget.release(3 * MIB);
    waiting.join();
    assertThat(budget.tryAcquire(2 * MIB)).isTrue();
  }

  private static void take(ByteBudget budget, long bytes, AtomicBoolean done) {
    try {
      budget.acquire(bytes);
      done.set(true);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
