// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRulesTest {
  @ParameterizedTest
  @CsvSource({
    // kind, attempts made, ceiling of the delay in ms
    "SERVER_ERROR, 1, 200",
    "SERVER_ERROR, 2, 400",
    "SERVER_ERROR, 5, 3200",
    "TIMEOUT, 9, 10000",
    "CONNECTION, 1, 200",
    "CHECKSUM_MISMATCH, 1, 100",
    "SOURCE_CHANGED, 8, 5000",
    "THROTTLED, 1, 500",
    "THROTTLED, 3, 2000",
    "THROTTLED, 12, 30000",
    "ENDPOINT_UNREACHABLE, 2, 2000",
  })
  void theDelayIsDrawnBelowACeilingThatDoubles(FailureKind kind, int attempt, long ceiling) {
    assertThat(rules(10, HIGHEST).delayBefore(failure(kind), attempt))
        .isEqualTo(Duration.ofMillis(ceiling));
    assertThat(rules(10, LOWEST).delayBefore(failure(kind), attempt)).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"0, 500", "3, 3500", "60, 60500", "86400, 60500"})
  void whatTheServerAsksForComesFirst(long seconds, long millis) {
    Failure failure =
        new Failure(
            FailureKind.THROTTLED,
            "PutObject",
            "SlowDown",
            503,
            "",
            "message",
            Duration.ofSeconds(seconds));

    assertThat(rules(10, HIGHEST).delayBefore(failure, 1)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void givesUpAfterTheRetriesOfTheSpec() {
    var rules = rules(3, LOWEST);

    assertThat(rules.delayBefore(failure(FailureKind.TIMEOUT), 3)).isNotNull();
    assertThat(rules.delayBefore(failure(FailureKind.TIMEOUT), 4)).isNull();
  }

  @Test
  void noRetriesMeansNoneEvenWhenThrottled() {
    assertThat(rules(0, LOWEST).delayBefore(failure(FailureKind.THROTTLED), 1)).isNull();
  }

  @Test
  void aThrottledRequestMayComeBackMoreOften() {
    var rules = rules(3, LOWEST);

    assertThat(rules.delayBefore(failure(FailureKind.THROTTLED), 12)).isNotNull();
    assertThat(rules.delayBefore(failure(FailureKind.THROTTLED), 13)).isNull();
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void onlyRetryableKindsAreTriedAgain(FailureKind kind) {
    assertThat(rules(5, LOWEST).delayBefore(failure(kind), 1) != null).isEqualTo(kind.retryable());
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void theDelaysTogetherAreBounded(FailureKind kind) {
    var total = Duration.ZERO;
    var rules = new RetryRules(Integer.MAX_VALUE / 8, Duration.ofMinutes(10), HIGHEST);
    for (int attempt = 1; ; attempt++) {
      var delay = rules.delayBefore(failure(kind), attempt);
      if (delay == null) break;
      total = total.plus(delay);
    }
    assertThat(total).isLessThanOrEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void theJitterSpreadsOverTheWholeDelay() {
    var rules = rules(3, new SplittableRandom(1));
    var stats =
        java.util.stream.IntStream.range(0, 1000)
            .mapToLong(
                i -> {
                  var delay = rules.delayBefore(failure(FailureKind.SERVER_ERROR), 1);
                  return delay == null ? -1 : delay.toMillis();
                })
            .summaryStatistics();

    assertThat(stats.getMin()).isBetween(0L, 10L);
    assertThat(stats.getMax()).isBetween(190L, 200L);
    assertThat(stats.getAverage()).isBetween(90.0, 110.0);
  }

  private static final RandomGenerator LOWEST = () -> 0L;

  private static final RandomGenerator HIGHEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return -1;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private static RetryRules rules(int retries, RandomGenerator random) {
    return new RetryRules(retries, random);
  }

  private static Failure failure(FailureKind kind) {
    return Failure.of(kind, "GetObject", "Code", "message");
  }
}
