// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.Limits;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.WorkerCounts;
import dev.s3copy.core.failure.StoreException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Takes over the copy's limits as they change, and this worker's share of them.
final class LimitsWatch implements AutoCloseable {
  /// A change takes effect within 30 s.
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Supplier<S3Copy> copy;
  private final Target target;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("limits").unstarted(this::watch);

  /// What the limits apply to.
  interface Target {
    void setLimits(Limits limits, int sharers);
  }

  private LimitsWatch(Supplier<S3Copy> copy, Target target) {
    this.copy = copy;
    this.target = target;
  }

  static LimitsWatch start(Supplier<S3Copy> copy, Target target) {
    LimitsWatch watch = new LimitsWatch(copy, target);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      do {
        look();
      } while (!ended.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      S3Copy now = copy.get();
      WorkerCounts workers = now.getStatus() == null ? null : now.getStatus().workers();
      target.setLimits(now.getSpec().limits(), workers == null ? 1 : Math.max(1, workers.wanted()));
    } catch (KubernetesClientException | StoreException e) {
      // The limits stay as they are.
    }
  }

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
