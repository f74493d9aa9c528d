// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signals need a process of their own.
class InterruptedRunIT {
  private static final int SOME = 5;
  private static final int MORE_THAN_IN_FLIGHT = 4_000;
  private static final int SIGINT = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  @TempDir private Path folder = Path.of("");

  @Test
  @DisplayName("P-13 P-21 Interrupted, a run saves and names the command that finishes the rest")
  void savesAndGoesOn() throws Exception {
    try (Stage stage = new Stage(folder)) {
      for (int i = 0; i < MORE_THAN_IN_FLIGHT; i++) {
        stage.server.put("source", "object-%04d".formatted(i), new byte[i], Map.of());
      }
      int all = stage.server.count("source");
      Launched process =
          Launched.of(folder, stage.run(stage.restore() + "  limits: {requestsPerSecond: 500}\n"));
      waitForFiles(stage.target);
      signal(process, interruptIsIgnored() ? "TERM" : "INT");
      Launched.Ended ended = process.end();
      assertThat(ended.exit()).as(ended.err()).isEqualTo(130);
      assertThat(ended.err()).contains("stopping: finishing what is in flight");
      assertThat(ended.out()).contains("Continue where it stopped:", "s3copy run ");
      assertThat(files(stage.target)).isBetween(SOME, all - 1);

      Launched.Ended second = Launched.of(folder, stage.run(stage.restore())).end();
      assertThat(second.exit()).as(second.err()).isZero();
      assertThat(files(stage.target)).isEqualTo(all);
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    try (Stage stage = new Stage(folder)) {
      stage.faults.add(
          FaultRule.of("stall", new Fault.Stall(PATIENCE))
              .on(S3Operation.GET_OBJECT)
              .onKey("object-29"));
      Launched process = Launched.of(folder, stage.run(stage.restore()));
      waitForFiles(stage.target);
      signal(process, "TERM");
      signal(process, "TERM");
      assertThat(process.end().exit()).isEqualTo(130);
    }
  }

  @Test
  @DisplayName("P-21 Interrupted while a server keeps it waiting, a run ends in one JSON object")
  void aRunThatStillWaitsForItsFirstAnswerEndsInOneJsonObject() throws Exception {
    try (Stage stage = new Stage(folder)) {
      Launched.Ended ended =
          interruptedWhileOpening(stage, stage.run(stage.copy(), "--output", "json"));
      assertThat(ended.exit()).as(ended.err()).isEqualTo(130);
      assertThat(ended.out()).startsWith("{\"phase\":\"Interrupted\",").hasLineCount(1);
    }
  }

  @Test
  void aPlanThatIsInterruptedExitsLikeARun() throws Exception {
    try (Stage stage = new Stage(folder)) {
      String[] plan = stage.run(stage.copy());
      plan[0] = "plan";
      Launched.Ended ended = interruptedWhileOpening(stage, plan);
      assertThat(ended.exit()).as(ended.err()).isEqualTo(130);
      assertThat(ended.err()).contains("interrupted before anything was copied");
    }
  }

  /// Every answer is late, and the signal comes once a request has arrived.
  private Launched.Ended interruptedWhileOpening(Stage stage, String[] arguments) throws Exception {
    stage.faults.add(FaultRule.of("late", new Fault.Stall(PATIENCE)));
    Launched launched = Launched.of(folder, arguments);
    while (stage.faults.fired("late") == 0 && launched.process().isAlive()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    signal(launched, "TERM");
    return launched.end();
  }

  private static void signal(Launched process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.process().pid()))
        .start()
        .waitFor();
  }

  /// A shell starts its background jobs deaf to SIGINT, and their children inherit that.
  private static boolean interruptIsIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return false;
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(mask, 16) >> (SIGINT - 1) & 1) == 1;
  }

  private static int files(Path target) {
    String[] names = target.toFile().list((_, name) -> name.startsWith("object-"));
    return names == null ? 0 : names.length;
  }

  private static void waitForFiles(Path target) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (files(target) < SOME && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
