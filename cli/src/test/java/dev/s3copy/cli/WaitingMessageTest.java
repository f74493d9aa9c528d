// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitingMessageTest {
  private final CapturedScreen screen = new CapturedScreen();

  @Test
  void longSilenceIsTold() throws InterruptedException {
    Instant end = Instant.now().plusSeconds(20);
    try (WaitingMessage _ = WaitingMessage.start(screen.screen(false), Duration.ZERO)) {
      while (screen.err().isEmpty() && Instant.now().isBefore(end)) Thread.sleep(5);
    }
    assertThat(screen.err()).contains("no answer", "still waiting", "http or https");
  }

  @Test
  void nothingIsSaidOnceTheAnswerIsThere() throws InterruptedException {
    WaitingMessage message = WaitingMessage.start(screen.screen(false), Duration.ofMillis(200));
    message.close();
    Thread.sleep(300);
    assertThat(screen.err()).isEmpty();
  }
}
