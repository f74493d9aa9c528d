// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpiringTest {
  private static final long KEPT = 100;

  private record Value(String text) {}

  private String current = "a";
  private int reads;
  private long now;
  private final Expiring<Value> value = new Expiring<>(this::read, KEPT, () -> now);

  /// A new instance each time.
  private Value read() {
    reads++;
    return new Value(current);
  }

  @Test
  void aValueIsReadAgainOnlyAfterItsTime() {
    value.get();
    now += KEPT - 1;
    value.get();
    assertThat(reads).isEqualTo(1);
    now++;
    current = "b";
    assertThat(value.get().text()).isEqualTo("b");
  }

  @Test
  void theInstanceStaysTheSameWhileTheValueDoes() {
    Value first = value.get();
    now += KEPT;
    assertThat(value.get()).isSameAs(first);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aRejectedValueIsReadAgainByOneOfThoseWhoReportIt() {
    Value old = value.get();
    current = "b";
    Value fresh = value.renew(old);
    assertThat(fresh.text()).isEqualTo("b");
    assertThat(value.renew(old)).isSameAs(fresh);
    assertThat(reads).isEqualTo(2);
  }
}
