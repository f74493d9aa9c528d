// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.s3.text.HttpDates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The time requests are signed with: this machine's, corrected by what a server said.
final class SigningClock {
  private final Clock clock;
  private volatile long offsetMillis;
  private volatile Second cached;

  private record Second(long epochSecond, SigningTime time) {}

  SigningClock(Clock clock) {
    this.clock = clock;
    this.cached = second(clock.millis() / 1000);
  }

  SigningTime now() {
    long epochSecond = Math.floorDiv(clock.millis() + offsetMillis, 1000);
    Second last = cached;
    if (last.epochSecond != epochSecond) cached = last = second(epochSecond);
    return last.time;
  }

  private static Second second(long epochSecond) {
    return new Second(epochSecond, SigningTime.of(Instant.ofEpochSecond(epochSecond)));
  }

  /// Takes over the server's time. Null where its Date header cannot be read.
  ///
  /// @param date an HTTP date: `Fri, 24 May 2013 00:00:00 GMT`
  /// @return how far this machine's clock is behind the server's
  @Nullable Duration adopt(String date) {
    Instant server = HttpDates.parse(date);
    if (server == null) return null;
    Duration behind = Duration.between(clock.instant(), server);
    offsetMillis = behind.toMillis();
    return behind;
  }

  /// How far the time we sign with is behind the server's; null where that cannot be told.
  @Nullable Duration behind(String date) {
    Instant server = HttpDates.parse(date);
    return server == null
        ? null
        : Duration.between(clock.instant().plusMillis(offsetMillis), server);
  }
}
