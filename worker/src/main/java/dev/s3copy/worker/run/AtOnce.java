// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs tasks that wait for answers, each in a thread of its own.
final class AtOnce {
  private AtOnce() {}

  /// Waits for them in their order. The first failure, in that order, interrupts the later ones and
  /// is thrown once all have ended.
  ///
  /// @param tasks throw unchecked exceptions only
  static void run(List<Runnable> tasks) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> running = tasks.stream().map(threads::submit).toList();
      try {
        for (Future<?> each : running) await(each);
      } catch (RuntimeException | Error | InterruptedException e) {
        running.forEach(each -> each.cancel(true));
        throw e;
      }
    }
  }

  private static void await(Future<?> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
