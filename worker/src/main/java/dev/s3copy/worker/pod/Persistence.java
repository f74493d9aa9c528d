// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.contract.LogKeys;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.StoreAwayException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats a write until the API server answers. A worker that was told to stop repeats it for a
/// short time only.
final class Persistence {
  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /// Within the 30 s that a pod has to end, after 10 s for objects in flight.
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(8);

  private final BooleanSupplier stopping;

  Persistence(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  interface Call<T> {
    T perform() throws LeaseLostException;
  }

  <T> T untilAnswered(Call<T> call) throws LeaseLostException {
    long pause = FIRST_PAUSE.toMillis();
    long stoppedFor = 0;
    while (true) {
      try {
        return call.perform();
      } catch (StoreAwayException e) {
        if (stoppedFor > LAST_PATIENCE.toMillis() || !sleep(pause)) throw e;
        LOG.atWarn().addKeyValue(LogKeys.CAUSE, e.getMessage()).log("not written; trying again");
        if (stopping.getAsBoolean()) stoppedFor += pause;
        pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis());
      }
    }
  }

  private static boolean sleep(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
