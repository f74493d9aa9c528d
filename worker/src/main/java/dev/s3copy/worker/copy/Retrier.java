// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.RetryRules;
import dev.s3copy.core.failure.StoreException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Tries one request again, after a pause, while the rules say it may help. ARCHITECTURE names the
/// other places that repeat something, and why.
public final class Retrier {
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

  private final RetryRules rules;
  private final Outage outage;
  private final BooleanSupplier stopped;

  /// @param stopped once true, nothing is tried again
  public Retrier(RetryRules rules, Outage outage, BooleanSupplier stopped) {
    this.rules = rules;
    this.outage = outage;
    this.stopped = stopped;
  }

  /// One request, or a few that only make sense together.
  public interface Request<T> {
    T send() throws InterruptedException;
  }

  /// For a request that belongs to no object.
  public <T> T repeat(Request<T> request) throws InterruptedException {
    return call(new Retries(), request);
  }

  <T> T call(Retries retries, Request<T> request) throws InterruptedException {
    for (int attempt = 1 + waitAfter(retries.takeEarlier(), retries); ; ) {
      try {
        T result = request.send();
        outage.succeeded();
        return result;
      } catch (StoreException e) {
        Failure failure = e.failure();
        // What a person has to mend does not go away by waiting.
        if (stopped.getAsBoolean() || failure.kind().scope() == FailureKind.Scope.RUN) throw e;
        if (unreachable(failure) && outage.ongoing()) {
          waitForStore(failure);
          continue;
        }
        Duration delay = rules.delayBefore(failure, attempt);
        if (delay == null || failure.kind() == FailureKind.SOURCE_CHANGED) throw e;
        attempt++;
        retries.oneMore();
        Thread.sleep(delay);
      }
    }
  }

  /// A try before this one counts where it may have hit the server at a bad moment.
  ///
  /// @return how many tries there were
  private int waitAfter(@Nullable Failure earlier, Retries retries) throws InterruptedException {
    if (earlier == null) return 0;
    Duration delay = rules.delayBefore(earlier, 1);
    if (delay == null) {
      if (earlier.kind().retryable()) throw new StoreException(earlier);
      // Perhaps it can be put right, which only this try would do.
      return 0;
    }
    retries.oneMore();
    Thread.sleep(delay);
    return 1;
  }

  /// Whether the whole object may be tried once more from its start, after a pause.
  boolean startOver(Failure failure, int attempt) throws InterruptedException {
    Duration delay = stopped.getAsBoolean() ? null : rules.delayBefore(failure, attempt);
    if (delay == null) return false;
    Thread.sleep(delay);
    return true;
  }

  private void waitForStore(Failure failure) throws InterruptedException {
    if (outage.patienceSpent()) throw new StoreException(gaveUp(failure));
    Thread.sleep(OUTAGE_PAUSE);
  }

  private static boolean unreachable(Failure failure) {
    return switch (failure.kind()) {
      case CONNECTION, TIMEOUT -> true;
      default -> false;
    };
  }

  private static Failure gaveUp(Failure last) {
    return Failure.of(
        FailureKind.ENDPOINT_UNREACHABLE,
        last.operation(),
        "EndpointUnreachable",
        "no request succeeded for a long time; the state is kept, run the same command again once"
            + " the store answers. Last error: "
            + last.message());
  }
}
