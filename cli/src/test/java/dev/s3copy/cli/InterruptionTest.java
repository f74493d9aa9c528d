// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final CapturedScreen screen = new CapturedScreen();
  private final List<String> events = new ArrayList<>();
  private final Interruption interruption =
      new Interruption(screen.screen(true), () -> events.add("unbegun"), () -> events.add("exit"));

  @Test
  void theFirstSignalDrains() {
    interruption.drainWith(() -> events.add("drain"));
    interruption.signal();
    assertThat(events).containsExactly("drain");
    assertThat(screen.err()).contains("Ctrl-C again to stop at once");
  }

  @Test
  void theSecondSignalExitsAtOnce() {
    interruption.drainWith(() -> events.add("drain"));
    interruption.signal();
    interruption.signal();
    assertThat(events).containsExactly("drain", "exit");
  }

  @Test
  void withNothingToSaveTheFirstSignalTellsSoAndExits() {
    interruption.signal();
    assertThat(events).containsExactly("unbegun", "exit");
  }
}
