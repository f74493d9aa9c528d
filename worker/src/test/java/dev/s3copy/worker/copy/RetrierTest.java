// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static dev.s3copy.worker.copy.CopyFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetrierTest {
  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void aTryMadeBeforeCountsAsOne() throws InterruptedException {
    Retries retries = Retries.after(failure(FailureKind.CONNECTION));
    retrier(1).call(retries, sent::incrementAndGet);
    assertThat(retries.total()).isEqualTo(2);
    assertThatThrownBy(
            () -> retrier(1).call(Retries.after(failure(FailureKind.CONNECTION)), this::fail))
        .isInstanceOf(StoreException.class);
    assertThat(sent).hasValue(2);
  }

  @Test
  void aTryMadeBeforeMayHaveBeenTheOnlyOneAllowed() {
    assertThatThrownBy(
            () ->
                retrier(0)
                    .call(Retries.after(failure(FailureKind.CONNECTION)), sent::incrementAndGet))
        .isInstanceOf(StoreException.class);
    assertThat(sent).hasValue(0);
  }

  @Test
  void whatMayBePutRightIsTriedInAnyCase() throws InterruptedException {
    Retries retries = Retries.after(failure(FailureKind.CREDENTIALS_REJECTED));
    retrier(0).call(retries, sent::incrementAndGet);
    assertThat(retries.total()).isEqualTo(1);
  }

  @Test
  void whatFailsIsTriedAsOftenAsTheRulesSay() {
    Retries retries = new Retries();
    assertFails(FailureKind.CONNECTION, () -> retrier(2).call(retries, this::fail));
    assertThat(sent).hasValue(3);
    assertThat(retries.total()).isEqualTo(3);
  }

  @Test
  void whatAnotherTryCannotMendIsThrownAtOnce() {
    for (FailureKind kind : List.of(FailureKind.SOURCE_CHANGED, FailureKind.INVALID_REQUEST)) {
      sent.set(0);
      assertFails(kind, () -> retrier(2).repeat(() -> fail(kind)));
      assertThat(sent).hasValue(1);
    }
  }

  @Test
  void whatAPersonHasToMendIsThrownAtOnce() {
    assertFails(
        FailureKind.ENDPOINT_UNREACHABLE,
        () -> retrier(2).repeat(() -> fail(FailureKind.ENDPOINT_UNREACHABLE)));
    assertThat(sent).hasValue(1);
  }

  @Test
  void onceTheRunIsStoppedNothingIsTriedAgain() {
    Outage outage = new Outage(() -> 0, Duration.ofSeconds(1), () -> true);
    Retrier stopped = new Retrier(rules(2), outage, () -> true);
    assertFails(FailureKind.CONNECTION, () -> stopped.repeat(this::fail));
    assertThat(sent).hasValue(1);
  }

  @Test
  void aStoreThatIsAwayIsWaitedForAndNotHeldAgainstTheObject() {
    AtomicLong now = new AtomicLong();
    Retries retries = new Retries();
    Retrier retrier = patient(now);
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    // The pause ends at once.
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> retrier.call(retries, this::fail))
        .isInstanceOf(InterruptedException.class);
    assertThat(retries.total()).isEqualTo(1);
    assertThat(sent).hasValue(1);
  }

  @Test
  void aStoreThatStaysAwayEndsTheRun() {
    AtomicLong now = new AtomicLong();
    Retrier retrier = patient(now);
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    assertThatThrownBy(() -> retrier.repeat(() -> failLater(now)))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.failure().kind()).isEqualTo(FailureKind.ENDPOINT_UNREACHABLE);
              assertThat(e.failure().operation()).isEqualTo("GetObject");
            })
        .hasMessageContaining("Last error: message");
  }

  @Test
  void onlyAStoreThatCannotBeReachedIsAway() {
    AtomicLong now = new AtomicLong();
    Retrier retrier = patient(now);
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    assertFails(
        FailureKind.SERVER_ERROR, () -> retrier.repeat(() -> fail(FailureKind.SERVER_ERROR)));
    assertThat(sent).hasValue(3);
  }

  @Test
  void anySuccessShowsThatTheStoreIsThere() throws InterruptedException {
    AtomicLong now = new AtomicLong();
    Retrier retrier = patient(now);
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    retrier.repeat(() -> 1);
    assertFails(FailureKind.CONNECTION, () -> retrier.repeat(this::fail));
    assertThat(sent).hasValue(3);
  }

  @Test
  void whoIsInterruptedDoesNotStartOver() {
    Failure changed = failure(FailureKind.SOURCE_CHANGED);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> retrier(1).startOver(changed, 1))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aTryMadeBeforeIsFollowedByAPauseToo() {
    Retries retries = Retries.after(failure(FailureKind.CONNECTION));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> retrier(1).call(retries, this::fail))
        .isInstanceOf(InterruptedException.class);
    assertThat(sent).hasValue(0);
  }

  @Test
  void anObjectThatAlwaysFailsIsNoOutageWhereTheStoreAnswers() {
    AtomicLong now = new AtomicLong();
    Outage outage = new Outage(now::get, Duration.ofSeconds(60), () -> true);
    Retrier retrier = new Retrier(rules(2), outage, () -> false);
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    assertFails(FailureKind.CONNECTION, () -> retrier.repeat(() -> failLater(now)));
    assertThat(sent).hasValue(3);
  }

  private int failLater(AtomicLong now) {
    now.addAndGet(Duration.ofSeconds(40).toNanos());
    return fail();
  }

  /// Its store never answers.
  private static Retrier patient(AtomicLong now) {
    return new Retrier(
        rules(2), new Outage(now::get, Duration.ofSeconds(60), () -> false), () -> false);
  }

  private int fail(FailureKind kind) {
    sent.incrementAndGet();
    throw failed(kind);
  }

  private int fail() {
    sent.incrementAndGet();
    throw new StoreException(failure(FailureKind.CONNECTION));
  }

  private static Failure failure(FailureKind kind) {
    return Failure.of(kind, "GetObject", "Code", "message");
  }
}
