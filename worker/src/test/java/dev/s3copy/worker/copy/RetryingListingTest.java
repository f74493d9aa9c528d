// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.entry;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryingListingTest {
  private static final Page PAGE = Page.of(List.of(entry(1)));

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void aPageIsAskedForAgain() {
    assertThat(listing(1, FailureKind.TIMEOUT).page(Key.of("after"), 7)).isSameAs(PAGE);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aPageThatCannotBeReadStopsTheRun() {
    assertFails(
        FailureKind.TIMEOUT, () -> listing(0, FailureKind.TIMEOUT).page(Key.of("after"), 7));
  }

  @Test
  void whoIsInterruptedStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertFails(
        FailureKind.INTERRUPTED, () -> listing(1, FailureKind.TIMEOUT).page(Key.of("after"), 7));
    assertThat(Thread.interrupted()).isTrue();
  }

  /// Fails once.
  private RetryingListing listing(int retries, FailureKind kind) {
    return new RetryingListing(
        (after, max) -> {
          assertThat(after).isEqualTo(Key.of("after"));
          assertThat(max).isEqualTo(7);
          if (asked.getAndIncrement() == 0) throw failed(kind);
          return PAGE;
        },
        retrier(retries));
  }
}
