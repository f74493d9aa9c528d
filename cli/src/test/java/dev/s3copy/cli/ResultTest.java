// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.Limitation;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunResult;
import dev.s3copy.worker.run.RunResult.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {
  private static final Totals TOTALS = new Totals(100, 60, 20, 0, 10, 10, 5_000, 3_000);

  @ParameterizedTest
  @CsvSource({"COMPLETE, 0", "PARTIALLY_FAILED, 1", "FAILED, 3", "INTERRUPTED, 130"})
  void everyPhaseHasItsExitCode(Phase phase, int code) {
    assertThat(ExitCode.of(phase).code()).isEqualTo(code);
  }

  @Test
  void jsonOfARunWithFailures() {
    RunResult result = new RunResult(Phase.PARTIALLY_FAILED, TOTALS, 1.23456, "/s/r.ndjson", null);
    assertThat(ResultJson.of(result))
        .isEqualTo(
            """
            {"phase":"PartiallyFailed",\
            "objects":{"listed":100,"copied":60,"skipped":20,"gone":0,"excluded":10,"failed":10},\
            "bytes":{"listed":5000,"copied":3000},"seconds":1.235,"report":"/s/r.ndjson"}\
            """);
  }

  @Test
  void jsonOfARunThatCouldNotGoOn() {
    Failure full = Failure.of(FailureKind.DESTINATION_FULL, "write", "ENOSPC", "disk \"full\"\n");
    assertThat(ResultJson.of(new RunResult(Phase.FAILED, TOTALS, 2, null, full)))
        .isEqualTo(
            """
            {"phase":"Failed",\
            "objects":{"listed":100,"copied":60,"skipped":20,"gone":0,"excluded":10,"failed":10},\
            "bytes":{"listed":5000,"copied":3000},"seconds":2.0,"report":null,\
            "error":{"code":"ENOSPC","message":"disk \\"full\\"\\n"}}\
            """);
  }

  @Test
  @DisplayName("P-08 a run that could not make files durable says so in text and JSON")
  void aPromiseThatCouldNotBeKeptIsToldInTextAndJson() {
    RunResult result =
        new RunResult(Phase.COMPLETE, TOTALS, 2, null, null)
            .limitedBy(List.of(new Limitation("destination", "Fsync", "/data: no fsync")));
    assertThat(ResultText.of(result, "s3copy run c").lines()).contains("Warning: /data: no fsync.");
    assertThat(ResultJson.of(result))
        .endsWith(
            """
            "limitations":[{"side":"destination","code":"FsyncUnsupported","message":"/data: no fsync"}]}\
            """);
  }

  @Test
  void textSaysWhatHappenedAndWhatToDoNext() {
    RunResult result = new RunResult(Phase.PARTIALLY_FAILED, TOTALS, 2, "/s/r.ndjson", null);
    assertThat(ResultText.of(result, "./s3copy run c.yaml").lines())
        .containsExactly(
            "Partially failed: every object is settled, some failed. 2.0 s, 1.46 KiB/s, 50"
                + " objects/s.",
            "",
            "  listed              100  4.88 KiB",
            "  copied               60  2.93 KiB",
            "  skipped              20  already there and the same",
            "  excluded             10  left out by `select`",
            "  failed               10  named in /s/r.ndjson",
            "",
            "Next: read the report, mend what it names, and try the failed objects again:",
            "  ./s3copy run c.yaml");
  }

  @Test
  void textOfARunOfNothingSaysSoInItsFirstLine() {
    Totals left = new Totals(5, 0, 0, 0, 5, 0, 10, 0);
    assertThat(firstLine(Totals.ZERO)).startsWith("Succeeded: but nothing was listed;");
    assertThat(firstLine(left)).startsWith("Succeeded: but `select` left everything out;");
  }

  private static String firstLine(Totals totals) {
    return ResultText.of(new RunResult(Phase.COMPLETE, totals, 2, null, null), "s3copy run c")
        .lines()
        .findFirst()
        .orElseThrow();
  }

  @Test
  void textOfAnInterruptedRunCountsWhatIsOpen() {
    Totals half = new Totals(100, 50, 0, 0, 0, 0, 5_000, 2_500);
    assertThat(ResultText.of(new RunResult(Phase.INTERRUPTED, half, 2, null, null), "s3copy run c"))
        .contains("open                 50  listed, not settled yet")
        .endsWith("Continue where it stopped:%n  s3copy run c".formatted());
  }

  @Test
  void textShowsTheFirstFailureWithoutTouchingTheTerminal(@TempDir Path folder) throws IOException {
    Path report = folder.resolve("report.ndjson");
    Files.writeString(
        report,
        """
        {"key":"gone","outcome":"gone","operation":"GetObject","code":"NoSuchKey","message":"m"}
        {"key":"a\\u001b[2Jb","outcome":"failed","operation":"GetObject","code":"AccessDenied",\
        "message":"not allowed"}
        """);
    RunResult result = new RunResult(Phase.PARTIALLY_FAILED, TOTALS, 2, report.toString(), null);
    assertThat(ResultText.of(result, "s3copy run c"))
        .contains("the first: a\\x1b[2Jb: GetObject AccessDenied: not allowed");
  }
}
