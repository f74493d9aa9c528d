// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs tasks that wait for answers, each in a thread of its own.
public final class AtOnce {
  private AtOnce() {}

  /// As [#call], for tasks without a result.
  public static void run(List<Runnable> tasks) throws InterruptedException {
    List<Object> _ = call(tasks.stream().map(Executors::callable).toList());
  }

  /// Waits for them in their order. The first failure, in that order, interrupts the later ones and
  /// is thrown once all have ended.
  ///
  /// @param tasks throw unchecked exceptions only, or are interrupted
  /// @return what each gave, in their order
  static <T> List<T> call(List<Callable<T>> tasks) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = tasks.stream().map(threads::submit).toList();
      List<T> results = new ArrayList<>();
      try {
        for (Future<T> each : running) results.add(await(each));
      } catch (RuntimeException | Error | InterruptedException e) {
        running.forEach(each -> each.cancel(true));
        throw e;
      }
      return results;
    }
  }

  private static <T> T await(Future<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
