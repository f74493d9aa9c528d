// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.MIB;
import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartsTest {
  private static final long MOST = 10_000L * 8 * MIB;

  @Test
  void allPartsHaveOneSizeButTheLast() {
    Parts parts = new Parts(25, 10);
    assertThat(parts.count()).isEqualTo(3);
    assertThat(parts.from(2)).isEqualTo(20);
    assertThat(parts.length(1)).isEqualTo(10);
    assertThat(parts.length(2)).isEqualTo(5);
    assertThat(parts.longLength(1)).isEqualTo(10);
    assertThat(parts.longLength(2)).isEqualTo(5);
    assertThat(new Parts(20, 10).count()).isEqualTo(2);
    assertThat(new Parts(20, 10).length(1)).isEqualTo(10);
    assertThat(new Parts(1, 1).count()).isEqualTo(1);
  }

  @Test
  void anUploadHasAtMostTenThousandParts() {
    assertThat(Parts.forUpload(MOST, 8 * MIB, 10_000)).isEqualTo(new Parts(MOST, 8 * MIB));
    assertThat(Parts.forUpload(MOST + 1, 8 * MIB, 10_000)).isEqualTo(new Parts(MOST + 1, 9 * MIB));
    assertThat(Parts.forUpload(1, 8 * MIB, 10_000)).isEqualTo(new Parts(1, 8 * MIB));
  }

  @Test
  void fewerPartsAreLargerOnes() {
    assertThat(Parts.forUpload(80 * MIB, 8 * MIB, 10)).isEqualTo(new Parts(80 * MIB, 8 * MIB));
    assertThat(Parts.forUpload(80 * MIB, 8 * MIB, 3)).isEqualTo(new Parts(80 * MIB, 27 * MIB));
    try (Buffers buffers = new Buffers(8 * MIB)) {
      assertThat(Parts.misfit(80 * MIB, buffers, 10)).isNull();
      assertThat(Parts.misfit(80 * MIB, buffers, 9)).isNotNull();
    }
  }

  @Test
  void aPartThatNoBufferCanHoldIsRefusedAndTheMessageSaysWhatToDo() {
    try (Buffers buffers = new Buffers(8 * MIB)) {
      Parts fits = Parts.forUpload(MOST, 8 * MIB, 10_000);
      assertThat(fits.requireFitting(buffers)).isSameAs(fits);
      Parts large = Parts.forUpload(MOST + 1, 8 * MIB, 10_000);
      assertFails(FailureKind.OBJECT_TOO_LARGE, () -> large.requireFitting(buffers));
      assertThatThrownBy(() -> large.requireFitting(buffers))
          .hasMessageContainingAll("8889 parts", "8388608", "--memory-budget", "workers.resources");
    }
  }

  @Test
  void nothingAndNoPartsAreRefused() {
    assertThatThrownBy(() -> new Parts(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Parts(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyPartIsDoneOnce() throws InterruptedException {
    Queue<Integer> done = new ConcurrentLinkedQueue<>();
    new Parts(100, 1).forEach(done::add);
    assertThat(done).hasSize(100).doesNotHaveDuplicates().contains(0, 99);
  }

  @Test
  void sixteenPartsAreInFlightTogetherAndNoMore() throws InterruptedException {
    CountDownLatch sixteen = new CountDownLatch(16);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    new Parts(1000, 1)
        .forEach(
            _ -> {
              threads.add(Thread.currentThread());
              sixteen.countDown();
              sixteen.await();
            });
    assertThat(threads).hasSize(16);
  }

  @Test
  void theFirstFailureStopsTheRest() {
    AtomicInteger begun = new AtomicInteger();
    assertFails(
        FailureKind.SOURCE_CHANGED,
        () ->
            new Parts(1000, 1)
                .forEach(
                    _ -> {
                      begun.incrementAndGet();
                      throw failed(FailureKind.SOURCE_CHANGED);
                    }));
    assertThat(begun).hasValueLessThanOrEqualTo(16);
  }

  @Test
  void aDefectIsAFailureOfTheObjectAndAnErrorStaysOne() {
    Parts one = new Parts(1, 1);
    assertFails(
        FailureKind.INTERNAL,
        () ->
            one.forEach(
                _ -> {
                  throw new IllegalStateException("a defect");
                }));
    assertThatThrownBy(
            () ->
                one.forEach(
                    _ -> {
                      throw new AssertionError("an error");
                    }))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () ->
                one.forEach(
                    _ -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void whoIsInterruptedStopsThePartsAndWaitsForThem() {
    AtomicInteger ended = new AtomicInteger();
    Thread caller = Thread.currentThread();
    AtomicBoolean interrupted = new AtomicBoolean();
    Parts.PartWork work =
        _ -> {
          if (interrupted.compareAndSet(false, true)) caller.interrupt();
          try {
            new CountDownLatch(1).await();
          } finally {
            ended.incrementAndGet();
          }
        };
    assertThatThrownBy(() -> new Parts(2, 1).forEach(work))
        .isInstanceOf(InterruptedException.class);
    assertThat(ended).hasValue(2);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whoIsInterruptedTwiceStillWaitsAndKnowsOfItAfterwards() {
    AtomicInteger ended = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Parts.PartWork work =
        _ -> {
          caller.interrupt();
          try {
            new CountDownLatch(1).await();
          } finally {
            caller.interrupt();
            while (caller.isInterrupted()) Thread.onSpinWait();
            ended.incrementAndGet();
          }
        };
    assertThatThrownBy(() -> new Parts(1, 1).forEach(work))
        .isInstanceOf(InterruptedException.class);
    assertThat(ended).hasValue(1);
    assertThat(Thread.interrupted()).isTrue();
  }
}
