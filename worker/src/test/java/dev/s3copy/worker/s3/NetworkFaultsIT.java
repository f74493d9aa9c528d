// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.pace.RequestGate.Signal;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What becomes of a request when the network fails it.
class NetworkFaultsIT extends FaultFixture {
  @Test
  void aCutBodyIsNeverAShortObject() {
    for (long after : new long[] {0, 1, 16_384, SIZE - 1}) {
      assertFails(new Fault.CutBody(after), FailureKind.CONNECTION, this::read);
    }
    assertThat(read().size()).isEqualTo(SIZE);
  }

  @Test
  void aStallIsCutAndItsSlotFreed() {
    Fault.Stall stall = new Fault.Stall(Duration.ofSeconds(30));
    for (int i = 0; i < 5; i++) assertFails(stall, FailureKind.TIMEOUT, this::read);
    Fault.StallBody stalled = new Fault.StallBody(1000, Duration.ofSeconds(30));
    assertFails(stalled, FailureKind.TIMEOUT, this::read);
    assertThat(read().size()).isEqualTo(SIZE);
    assertThat(gate.exits(Signal.FAILED)).isEqualTo(6);
  }

  @Test
  void theGateIsToldOfThrottlingAndFailing() {
    assertFails(Fault.slowDown(), FailureKind.THROTTLED, this::read);
    assertThat(gate.exits(Signal.THROTTLED)).isEqualTo(1);
    assertFails(Fault.internalError(), FailureKind.SERVER_ERROR, this::read);
    assertThat(gate.exits(Signal.FAILED)).isEqualTo(1);
    assertFails(Fault.accessDenied(), FailureKind.ACCESS_DENIED, this::read);
    assertThat(gate.exits(Signal.FAILED)).isEqualTo(1);
  }

  @Test
  void aClosedKeptConnectionIsReplacedOnce() {
    plan.add(FaultRule.of("reset", new Fault.Reset()).once());
    assertThat(read().size()).isEqualTo(SIZE);
    assertThat(plan.fired("reset")).isEqualTo(1);
    plan.clear();
    assertFails(new Fault.Reset(), FailureKind.CONNECTION, this::read);
  }

  @Test
  void aConditionalWriteWhoseAnswerIsLostIsNotSentAgain() {
    server.remove("b", KEY);
    plan.add(FaultRule.of("lost", new Fault.LostResponse()));
    assertThat(failureOf(() -> put(WriteCondition.ONLY_IF_ABSENT)).kind())
        .isEqualTo(FailureKind.CONNECTION);
    assertThat(plan.fired("lost")).isEqualTo(1);
    assertThat(server.read("b", KEY)).isEqualTo(body);
  }

  @Test
  void anUploadCutOnTheWayIsAConnectionFailure() {
    byte[] large = new byte[4 << 20];
    plan.add(FaultRule.of("cut", new Fault.CutUpload(1 << 20)));
    ByteBuffer source = ByteBuffer.allocateDirect(large.length);
    assertThat(
            failureOf(
                    () ->
                        bucket.put(
                            Key.of("large"), Attributes.NONE, null, source, WriteCondition.ALWAYS))
                .kind())
        .isEqualTo(FailureKind.CONNECTION);
    assertThat(source.remaining()).isEqualTo(large.length);
  }

  @Test
  void anInterruptEndsARequestAndIsKept() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    plan.add(FaultRule.of("seen", new Fault.Hook(request -> stalled.countDown())));
    plan.add(FaultRule.of("stall", new Fault.Stall(Duration.ofSeconds(30))));
    AtomicReference<Failure> failure = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  failure.set(failureOf(this::read));
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    stalled.await();
    thread.interrupt();
    thread.join();
    assertThat(failure.get().code()).isEqualTo("INTERRUPTED");
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void anEndpointNeverReachedIsUnreachableAndOneLostLaterIsAConnection() {
    for (String nowhere : List.of("http://127.0.0.1:1", "http://no-such-host.invalid:9000")) {
      try (S3Connection none = connect(URI.create(nowhere))) {
        TestBucket same = bucket(none, URI.create(nowhere));
        Failure failure = failureOf(() -> same.preflight(BucketAccess.READ));
        assertThat(failure.kind())
            .as(failure.message())
            .isEqualTo(FailureKind.ENDPOINT_UNREACHABLE);
        assertThat(failure.message()).contains(nowhere);
      }
    }
    front.close();
    assertThat(failureOf(this::read).kind()).isEqualTo(FailureKind.CONNECTION);
  }

  @Test
  void closingUnderLoadEndsEveryRequest() throws Exception {
    plan.add(FaultRule.of("stall", new Fault.Stall(Duration.ofSeconds(30))).withProbability(0.3));
    List<Thread> threads =
        java.util.stream.IntStream.range(0, 20)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              while (failsNever()) Thread.onSpinWait();
                            }))
            .toList();
    while (plan.fired("stall") == 0) Thread.onSpinWait();
    connection.close();
    for (Thread thread : threads) thread.join();
  }

  private boolean failsNever() {
    try {
      read();
      return true;
    } catch (StoreException e) {
      return false;
    }
  }
}
