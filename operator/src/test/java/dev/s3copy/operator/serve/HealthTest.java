// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final List<String> blind = new ArrayList<>();
  private boolean answers = true;
  private long now;
  private final Health health = new Health(() -> List.copyOf(blind), () -> answers, () -> now);

  @Test
  void allIsWellWhileEverythingWatches() {
    assertThat(health.problem()).isEmpty();
  }

  @Test
  void aWatchThatIsBeingRenewedIsNoComplaint() {
    blind.add("pods");
    assertThat(health.problem()).isEmpty();
    pass(19);
    assertThat(health.problem()).isEmpty();
    blind.clear();
    assertThat(health.problem()).isEmpty();
    blind.add("pods");
    pass(19);
    assertThat(health.problem()).isEmpty();
  }

  @Test
  void aDeadWatchIsNamed() {
    blind.add("pods");
    assertThat(health.problem()).isEmpty();
    pass(20);
    assertThat(health.problem()).isEqualTo("not watching: pods");
  }

  @Test
  void anApiServerThatIsAwayIsNoReasonToEnd() {
    answers = false;
    blind.add("pods");
    assertThat(health.problem()).isEmpty();
    pass(300);
    assertThat(health.problem()).isEmpty();
    answers = true;
    assertThat(health.problem()).as("watches get their time to return").isEmpty();
    pass(20);
    assertThat(health.problem()).isNotEmpty();
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
