// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.time.Duration;

/// Says once that a server keeps us waiting, so that nobody takes the silence for a hang. Closed as
/// soon as the answer is there.
final class WaitingMessage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Thread thread;

  private WaitingMessage(Thread thread) {
    this.thread = thread;
  }

  static WaitingMessage start(Screen screen) {
    return start(screen, PATIENCE);
  }

  static WaitingMessage start(Screen screen, Duration patience) {
    return new WaitingMessage(Thread.startVirtualThread(() -> tell(screen, patience)));
  }

  private static void tell(Screen screen, Duration patience) {
    try {
      Thread.sleep(patience);
      screen
          .err()
          .println(
              "s3copy: no answer for "
                  + patience.toSeconds()
                  + " s, still waiting; does an S3 server listen at the endpoint's port, and is it"
                  + " http or https?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
