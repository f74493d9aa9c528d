// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunsOnTest {
  @Test
  void atLeastOneThreadTakesSteps() {
    assertThat(new RunsOn(1, false).threads()).isEqualTo(1);
    assertThatThrownBy(() -> new RunsOn(0, true)).isInstanceOf(IllegalArgumentException.class);
  }
}
