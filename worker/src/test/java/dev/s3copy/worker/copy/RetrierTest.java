// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.RetryRules;
import dev.s3copy.core.failure.StoreException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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

  private int fail() {
    sent.incrementAndGet();
    throw new StoreException(failure(FailureKind.CONNECTION));
  }

  private static Failure failure(FailureKind kind) {
    return Failure.of(kind, "GetObject", "Code", "message");
  }

  private static Retrier retrier(int retries) {
    Outage outage = new Outage(System::nanoTime, Duration.ofSeconds(1));
    return new Retrier(new RetryRules(retries, new Random(1)), outage, () -> false);
  }
}
