// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.failure;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When a failed operation is tried again: exponential backoff with full jitter (each delay is
/// drawn evenly between nothing and a ceiling that doubles), so that many workers do not come back
/// at once.
public final class RetryRules {
  /// A request that was turned away did no work and says nothing about its object: it may come back
  /// this many times as often as one that failed.
  private static final int THROTTLED_PATIENCE = 4;

  /// An object is given up when its delays could have reached this much together.
  private static final Duration MAX_TOTAL = Duration.ofMinutes(10);

  /// A server that asks for more is not obeyed further.
  private static final Duration MOST_ASKED = Duration.ofMinutes(1);

  private final int objectRetries;
  private final Duration maxTotal;
  private final RandomGenerator random;

  /// @param objectRetries tries after the first, from the copy's `failurePolicy`; 0 for none
  public RetryRules(int objectRetries, RandomGenerator random) {
    this(objectRetries, MAX_TOTAL, random);
  }

  /// @param maxTotal no further try once the ceilings of all delays add up to more than this
  public RetryRules(int objectRetries, Duration maxTotal, RandomGenerator random) {
    if (objectRetries < 0) throw new IllegalArgumentException("objectRetries " + objectRetries);
    this.objectRetries = objectRetries;
    this.maxTotal = maxTotal;
    this.random = random;
  }

  /// How long to wait before the next try, or null to give up.
  ///
  /// @param attempt tries made so far, this failed one included: 1 after the first
  public @Nullable Duration delayBefore(Failure failure, int attempt) {
    if (attempt < 1) throw new IllegalArgumentException("attempt " + attempt);
    FailureKind kind = failure.kind();
    if (!kind.retryable() || attempt > retries(kind)) return null;
    Backoff backoff = backoff(kind);
    if (backoff.totalOf(attempt).compareTo(maxTotal) > 0) return null;
    Duration drawn = Duration.ofNanos(random.nextLong(backoff.ceiling(attempt).toNanos() + 1));
    return drawn.plus(asked(failure));
  }

  /// What the server asks for comes before what is drawn, so that not all come back at once.
  private static Duration asked(Failure failure) {
    Duration asked = failure.retryAfter();
    return asked.compareTo(MOST_ASKED) < 0 ? asked : MOST_ASKED;
  }

  private int retries(FailureKind kind) {
    return kind == FailureKind.THROTTLED ? objectRetries * THROTTLED_PATIENCE : objectRetries;
  }

  private static Backoff backoff(FailureKind kind) {
    return switch (kind) {
      case THROTTLED -> Backoff.THROTTLED;
      case ENDPOINT_UNREACHABLE -> Backoff.UNREACHABLE;
      case SERVER_ERROR, CONNECTION, TIMEOUT -> Backoff.SERVER;
      default -> Backoff.OBJECT;
    };
  }

  /// @param first ceiling of the first delay; each next one is twice as high
  /// @param cap no ceiling is higher
  private record Backoff(Duration first, Duration cap) {
    /// S3 splits a hot partition within minutes, a gateway sheds load for seconds.
    static final Backoff THROTTLED = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /// A server that restarts is away for tens of seconds.
    static final Backoff UNREACHABLE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    static final Backoff SERVER = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    /// The object itself was odd (changed, cut short, wrong checksum): waiting long helps little.
    static final Backoff OBJECT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    Duration ceiling(int attempt) {
      Duration ceiling = first;
      for (int i = 1; i < attempt && ceiling.compareTo(cap) < 0; i++)
        ceiling = ceiling.plus(ceiling);
      return ceiling.compareTo(cap) < 0 ? ceiling : cap;
    }

    Duration totalOf(int attempts) {
      Duration total = Duration.ZERO;
      for (int i = 1; i <= attempts; i++) total = total.plus(ceiling(i));
      return total;
    }
  }
}
