// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs a task again and again on a thread of its own, until it is closed. The task must not throw.
final class Periodic implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  private Periodic(String name, Duration delay, Duration period, Runnable task) {
    this.thread = Thread.ofVirtual().name(name).start(() -> repeat(delay, period, task));
  }

  /// @param delay before the first time
  static Periodic start(String name, Duration delay, Duration period, Runnable task) {
    return new Periodic(name, delay, period, task);
  }

  private void repeat(Duration delay, Duration period, Runnable task) {
    try {
      Duration wait = delay;
      while (!ended.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        task.run();
        wait = period;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until the task does not run any more.
  @Override
  public void close() {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
