// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BuffersTest {
  private static final int KIB = 1 << 10;

  @Test
  void aBufferHasTheSizeAskedForAndIsDirect() throws InterruptedException {
    try (Buffers buffers = new Buffers(64 * KIB);
        Buffers.Loan loan = buffers.lease(5000)) {
      assertThat(loan.bytes().remaining()).isEqualTo(5000);
      assertThat(loan.bytes().isDirect()).isTrue();
    }
  }

  @Test
  void whoWillNotWaitGetsNothingOnceTheBudgetIsSpent() {
    try (Buffers buffers = new Buffers(16 * KIB)) {
      Buffers.Loan all = requireNonNull(buffers.tryLease(16 * KIB));
      assertThat(buffers.tryLease(1)).isNull();
      all.close();
      Buffers.Loan small = requireNonNull(buffers.tryLease(1));
      assertThat(buffers.tryLease(16 * KIB)).isNull();
      small.close();
    }
  }

  @Test
  void whoWillNotWaitDoesNotPassOneWhoWaits() throws InterruptedException {
    try (Buffers buffers = new Buffers(16 * KIB)) {
      Buffers.Loan most = buffers.lease(8 * KIB);
      Thread waiting = Thread.ofVirtual().start(() -> leaseAndClose(buffers, 16 * KIB));
      while (waiting.getState() != Thread.State.WAITING) Thread.onSpinWait();
      assertThat(buffers.tryLease(1)).isNull();
      most.close();
      waiting.join();
      requireNonNull(buffers.tryLease(1)).close();
    }
  }

  @Test
  @DisplayName("P-17 buffers kept for one size make room for another")
  void buffersKeptForOneSizeMakeRoomForAnother() throws InterruptedException {
    try (Buffers buffers = new Buffers(128 * KIB)) {
      for (int size = 4 * KIB; size <= 128 * KIB; size *= 2) {
        List<Buffers.Loan> loans = new ArrayList<>();
        for (int used = 0; used < 128 * KIB; used += size) loans.add(buffers.lease(size));
        assertThat(buffers.tryLease(1)).isNull();
        loans.forEach(Buffers.Loan::close);
      }
    }
  }

  @Test
  void noTwoHoldTheSameBytesAtOnce() throws InterruptedException {
    AtomicInteger mixed = new AtomicInteger();
    try (Buffers buffers = new Buffers(32 * KIB)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        byte mark = (byte) i;
        threads.add(Thread.ofPlatform().start(() -> markAndCheck(buffers, mark, mixed)));
      }
      for (Thread thread : threads) thread.join();
    }
    assertThat(mixed).hasValue(0);
  }

  private static void markAndCheck(Buffers buffers, byte mark, AtomicInteger mixed) {
    for (int i = 0; i < 10_000; i++) {
      // A change of size frees memory, which waits for all threads; they should meet instead.
      Buffers.Loan loan = buffers.tryLease(i % 1000 == 0 ? 6 * KIB : KIB);
      if (loan == null) continue;
      ByteBuffer bytes = loan.bytes();
      bytes.put(0, mark).put(bytes.limit() - 1, mark);
      Thread.onSpinWait();
      if (bytes.get(0) != mark || bytes.get(bytes.limit() - 1) != mark) mixed.incrementAndGet();
      loan.close();
    }
  }

  private static void leaseAndClose(Buffers buffers, int size) {
    try (Buffers.Loan _ = buffers.lease(size)) {
      Thread.onSpinWait();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
