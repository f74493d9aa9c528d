// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.pace.RequestGate.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdaptiveGateTest {
  private final AtomicLong clock = new AtomicLong();

  @Test
  void neverLetsMoreRunThanItsLargestLimit() throws InterruptedException {
    var gate = gate(new ConcurrencyController(1, 8, 4, 0), RateLimit.none());
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int j = 0; j < 200; j++) {
                  enter(gate);
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  clock.addAndGet(1_000_000);
                  LockSupport.parkNanos(1);
                  running.decrementAndGet();
                  gate.exit(Signal.OK, 100, 1_000_000);
                }
              }));
    }
    for (Thread thread : threads) thread.join();

    assertThat(most.get()).isBetween(2, 8);
    assertThat(gate.running()).isZero();
    assertThat(gate.limit()).isBetween(1, 8);
  }

  @Test
  void aThrottledAnswerHalvesThePermitsThoughTheyAreOut() throws InterruptedException {
    var gate = gate(new ConcurrencyController(1, 100, 10, 0), RateLimit.none());
    for (int i = 0; i < 10; i++) gate.enter();
    gate.exit(Signal.THROTTLED, 0, 1_000_000);

    assertThat(gate.limit()).isEqualTo(5);
    assertThat(gate.running()).isEqualTo(9);
    for (int i = 0; i < 9; i++) gate.exit(Signal.OK, 0, 1_000_000);
    assertThat(gate.running()).isZero();
  }

  @Test
  void knownBytesAreChargedBeforeAndNotAgainAfter() throws InterruptedException {
    var rate = new RateLimit(0, 1000, clock::get);
    var gate = gate(new ConcurrencyController(1, 100, 10, 0), rate);
    gate.enter(1000);
    gate.exit(Signal.OK, 1000, 1);
    clock.set(1_000_000_000);

    gate.enter(1);
    assertThat(gate.running()).isEqualTo(1);
  }

  @Test
  void withoutWaitingNoMorePassThanMayRunAndNoneWhereARateIsSet() {
    var gate = gate(new ConcurrencyController(1, 8, 2, 0), RateLimit.none());
    assertThat(gate.isFull()).isFalse();
    assertThat(gate.tryEnter(0)).isTrue();
    assertThat(gate.tryEnterSending(10)).isTrue();
    assertThat(gate.isFull()).isTrue();
    assertThat(gate.tryEnter(0)).isFalse();
    gate.exit(Signal.OK, 0, 1);
    assertThat(gate.isFull()).isFalse();

    var limited = gate(new ConcurrencyController(1, 8, 2, 0), new RateLimit(10, 0, clock::get));
    assertThat(limited.isRateLimited()).isTrue();
    assertThat(gate.isRateLimited()).isFalse();
    assertThat(limited.tryEnter(0)).isFalse();
    assertThat(limited.running()).isZero();
  }

  @Test
  void thoseWhoWaitForAPermitGoBeforeThoseWhoDoNot() throws InterruptedException {
    var gate = gate(new ConcurrencyController(1, 8, 1, 0), RateLimit.none());
    gate.enter();
    Thread waiting = Thread.startVirtualThread(() -> enter(gate));
    while (waiting.getState() != Thread.State.WAITING) Thread.onSpinWait();
    assertThat(gate.isFull()).isTrue();
    gate.exit(Signal.OK, 0, 1);
    waiting.join();
    assertThat(gate.running()).isEqualTo(1);
  }

  private AdaptiveGate gate(ConcurrencyController controller, RateLimit rate) {
    return new AdaptiveGate(controller, rate, clock::get);
  }

  private static void enter(AdaptiveGate gate) {
    try {
      gate.enter();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
