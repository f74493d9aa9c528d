// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizingTest {
  @Test
  void aNumberOfRequestsThatIsAskedForIsKept() {
    Sizing asked = Sizing.of(2, null, 64);
    assertThat(asked.slots()).isEqualTo(64);
    assertThat(asked.fixed()).isTrue();
  }

  @Test
  void otherwiseTheRunFindsTheNumberThatHelps() {
    assertThat(Sizing.of(2, null, null).fixed()).isFalse();
  }
}
