// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Whether the API server answers within the time that a probe has.
final class ServerCheck {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ServerCheck(KubernetesClient client) {
    this.client = client;
  }

  boolean answers() {
    Future<Boolean> answer = threads.submit(() -> client.getKubernetesVersion() != null);
    try {
      return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
