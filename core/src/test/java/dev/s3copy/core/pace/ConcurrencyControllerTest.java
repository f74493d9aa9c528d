// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.pace.VirtualServer.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// In virtual time throughout; "seconds" are those of [VirtualServer].
class ConcurrencyControllerTest {
  private static final int MAX = 2048;

  @ParameterizedTest(name = "{0} ms, {1} requests/s")
  @CsvSource({
    "0.2, 20000",
    "1, 500",
    "1, 60000",
    "5, 5000",
    "5, 60000",
    "20, 500",
    "20, 20000",
    "100, 500",
    "100, 5000",
  })
  void settlesWithinATenthOfTheBestFixedSetting(double latencyMillis, double perSecond) {
    var shape = Shape.of(latencyMillis, perSecond);
    var server = new VirtualServer(shape, controller());
    server.run(3);

    assertThat(server.run(20)).isGreaterThan(0.9 * VirtualServer.best(shape, MAX));
  }

  /// As on two processors: they make some 15 000 requests a second.
  @ParameterizedTest(name = "{0} ms, {1} requests/s, {2} s")
  @CsvSource({
    "1, 15000, 2",
    "5, 15000, 2",
    "20, 15000, 4",
    "20, 3000, 4",
    "100, 9000, 8",
    "100, 1000, 8",
    "100, 60000, 8",
  })
  void aShortRunComesWithinATenthOfTheBestFixedSettingFromItsFirstRequest(
      double latencyMillis, double perSecond, double seconds) {
    var shape = Shape.of(latencyMillis, perSecond);
    var server = new VirtualServer(shape, new ConcurrencyController(2, MAX, 64, 0));

    assertThat(server.run(seconds)).isGreaterThan(0.9 * VirtualServer.best(shape, MAX));
  }

  @ParameterizedTest(name = "{0} ms, {1} requests/s")
  @CsvSource({"1, 20000", "5, 20000", "20, 5000", "100, 5000"})
  void staysNearTheKnee(double latencyMillis, double perSecond) {
    var server = new VirtualServer(Shape.of(latencyMillis, perSecond), controller());
    server.run(30);

    double knee = latencyMillis / 1000 * perSecond;
    assertThat((double) server.controller.limit()).isBetween(0.8 * knee, 1.5 * knee);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 2})
  void findsALowConcurrencyWhereMoreCostsThroughput(double contention) {
    var shape = new Shape(1, 20_000, false, contention, 0);
    var server = new VirtualServer(shape, controller());
    server.run(3);

    assertThat(server.run(20)).isGreaterThan(0.9 * VirtualServer.best(shape, MAX));
    assertThat(server.controller.limit()).isLessThan(64);
  }

  @ParameterizedTest(name = "{0} ms, {1} requests/s")
  @CsvSource({
    "1, 15000, 15",
    "5, 15000, 75",
    "20, 15000, 300",
    "100, 9000, 900",
  })
  void neitherShrinksNorRunsAwayOnAMachineWithOtherWork(
      double latencyMillis, double perSecond, int knee) {
    var server = new VirtualServer(Shape.of(latencyMillis, perSecond), controller());
    server.slowest = 3;
    server.run(4);
    for (int second = 0; second < 20; second++) {
      server.run(1);
      assertThat(server.controller.limit()).isBetween(knee / 4, 4 * knee);
    }
    // Half of what it could: the other half goes to the other work.
    assertThat(server.run(20)).isGreaterThan(0.4 * perSecond);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 20, 100})
  void takesAFewRoundTripsToGrowFromItsStart(double latencyMillis) {
    var shape = Shape.of(latencyMillis, 1000 / latencyMillis * 1000);
    var server = new VirtualServer(shape, new ConcurrencyController(2, MAX, 64, 0));
    server.run(Math.max(8 * latencyMillis, 400) / 1000);

    assertThat(server.run(latencyMillis / 100)).isGreaterThan(0.9 * shape.perSecond());
  }

  @Test
  void aMachineThatWarmsUpIsNotTakenForOneThatWantsMoreAtOnce() {
    // At first the client's code runs slowly: throughput grows whatever the limit.
    var server = new VirtualServer(Shape.of(0.3, 2000), new ConcurrencyController(2, MAX, 64, 0));
    for (double perSecond = 2000; perSecond < 30_000; perSecond *= 1.1) {
      server.shape = Shape.of(0.3, perSecond);
      server.run(0.05);
      assertThat(server.controller.limit()).isLessThanOrEqualTo(128);
    }
  }

  /// As measured: in its first half second a JVM makes a tenth of the requests that it makes later,
  /// and more at once show no gain.
  @Test
  void whatDidNotHelpAColdMachineIsTriedAgainSoon() {
    var server = new VirtualServer(Shape.of(5, 1700), new ConcurrencyController(2, MAX, 64, 0));
    server.run(0.4);
    server.shape = Shape.of(5, 6000);
    server.run(0.6);
    server.shape = Shape.of(5, 10_000);
    server.run(0.6);
    server.shape = Shape.of(5, 17_000);
    server.run(0.8);

    assertThat(server.run(2)).isGreaterThan(0.9 * VirtualServer.best(server.shape, MAX));
  }

  @Test
  void followsAServerThatBecomesFaster() {
    var server = new VirtualServer(Shape.of(5, 1000), controller());
    server.run(60);
    server.shape = Shape.of(5, 20_000);
    server.run(32);

    assertThat(server.run(5)).isGreaterThan(0.9 * 20_000);
  }

  @Test
  void oneThrottledAnswerHalvesAndMoreOfThemWithinTheWindowDoNotHalveAgain() {
    var controller = new ConcurrencyController(1, 1000, 100, 0);
    var totals = new GateTotals(10, 1, 0, 0, 11 * 20_000_000L, 11, 20_000_000);

    assertThat(controller.throttled(1_000_000, totals)).isEqualTo(50);
    for (int i = 2; i < 200; i++) {
      assertThat(controller.throttled(i * 1_000_000L, totals)).isEqualTo(50);
    }
  }

  @Test
  void aStormOfSlowDownBringsItDownAndItRecoversWithinSeconds() {
    var calm = Shape.of(20, 20_000);
    var server = new VirtualServer(calm, controller());
    server.run(8);
    int before = server.controller.limit();

    server.shape = new Shape(20, 20_000, false, 0, 1);
    server.run(2);
    assertThat(server.controller.limit()).isLessThan(before / 16);

    server.shape = calm;
    server.run(5);
    assertThat(server.run(2)).isGreaterThan(0.9 * 20_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 20})
  void keepsCloseToTheRateAboveWhichAServerTurnsAway(double latencyMillis) {
    var server = new VirtualServer(new Shape(latencyMillis, 3000, true, 0, 0), controller());
    server.run(5);

    assertThat(server.run(60)).isGreaterThan(0.85 * 3000);
  }

  @Test
  void answers503ThatComeWhateverItDoesDoNotEndInACrawl() {
    var server = new VirtualServer(new Shape(20, 20_000, false, 0, 0.05), controller());
    server.run(15);

    assertThat(server.run(20)).isGreaterThan(0.8 * 20_000);
  }

  @Test
  void requestsThatMostlyFailHalveIt() {
    var controller = new ConcurrencyController(1, 1000, 64, 0);
    for (int i = 1; i < 40; i++) {
      controller.observe(
          i * 10_000_000L, new GateTotals(0, 0, 20L * i, 0, 20L * i * 1_000_000, i, 1_000_000));
    }
    assertThat(controller.limit()).isLessThan(64);
  }

  @Test
  void doesNotGrowWhileNobodyWaits() {
    var controller = new ConcurrencyController(1, 1000, 16, 0);
    for (int i = 1; i < 1000; i++) {
      controller.observe(
          i * 10_000_000L, new GateTotals(100L * i, 0, 0, 0, 100_000_000L * i, 0, 1_000_000));
    }
    assertThat(controller.limit()).isEqualTo(16);
  }

  @Test
  void keepsWithinItsBounds() {
    var server = new VirtualServer(Shape.of(100, 60_000), new ConcurrencyController(4, 32, 99, 0));
    server.run(5);
    assertThat(server.controller.limit()).isLessThanOrEqualTo(32);
    server.shape = new Shape(100, 60_000, false, 0, 1);
    server.run(5);
    assertThat(server.controller.limit()).isGreaterThanOrEqualTo(4);
    assertThatThrownBy(() -> new ConcurrencyController(0, 1, 1, 0)).hasMessageContaining("0..1");
  }

  private static ConcurrencyController controller() {
    return new ConcurrencyController(1, MAX, 16, 0);
  }
}
