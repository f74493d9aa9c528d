// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.Limitation;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.validation.ManifestLoader;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunResult;
import dev.s3copy.worker.run.RunResult.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {
  private static final String BUCKET = "s3: {bucket: from}";
  private static final String PREFIX = "s3: {bucket: from, prefix: a/}";
  private static final String FOLDER = "volume: {claimName: from}";
  private static final String SELECT = "  select: {include: [\"*.jpg\"]}\n";
  private static final Totals TOTALS = new Totals(100, 60, 20, 0, 10, 10, 5_000, 3_000);

  @ParameterizedTest
  @CsvSource({"COMPLETE, 0", "PARTIALLY_FAILED, 1", "FAILED, 3", "INTERRUPTED, 130"})
  void everyPhaseHasItsExitCode(Phase phase, int code) {
    assertThat(ExitCode.of(phase).code()).isEqualTo(code);
  }

  @Test
  void jsonOfARunWithFailures() {
    RunResult result = new RunResult(Phase.PARTIALLY_FAILED, TOTALS, 1.23456, "/s/r.ndjson", null);
    assertThat(ResultJson.of(copy(result)))
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
    assertThat(ResultJson.of(copy(new RunResult(Phase.FAILED, TOTALS, 2, null, full))))
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
    assertThat(ResultText.of(copy(result), "s3copy run c").lines())
        .contains("Warning: /data: no fsync.");
    assertThat(ResultJson.of(copy(result)))
        .endsWith(
            """
            "limitations":[{"side":"destination","code":"FsyncUnsupported","message":"/data: no fsync"}]}\
            """);
  }

  @Test
  void textSaysWhatHappenedAndWhatToDoNext() {
    RunResult result = new RunResult(Phase.PARTIALLY_FAILED, TOTALS, 2, "/s/r.ndjson", null);
    assertThat(ResultText.of(copy(result), "./s3copy run c.yaml").lines())
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
  void aRunOfNothingSaysWhatMayBeWrongAndNotThatAllIsDone() {
    assertThat(note(BUCKET, "")).isEqualTo("nothing was listed: the source's bucket is empty");
    assertThat(note(PREFIX, "")).isEqualTo("nothing was listed; is the source's prefix right?");
    assertThat(note(BUCKET, SELECT)).isEqualTo("nothing was listed; is `select` right?");
    assertThat(note(PREFIX, SELECT))
        .isEqualTo("nothing was listed; are the source's prefix and `select` right?");
    assertThat(note(FOLDER, ""))
        .isEqualTo("nothing was listed: the source's folder holds no files");
    RunSummary empty = new RunSummary(complete(Totals.ZERO), spec(PREFIX, ""));
    assertThat(ResultText.of(empty, "s3copy run c"))
        .startsWith("Succeeded: but nothing was listed; is the source's prefix right? 2.0 s")
        .doesNotContain("Nothing is left to do");
    assertThat(ResultJson.of(empty)).endsWith(",\"note\":\"" + empty.note() + "\"}");
  }

  @Test
  void aSelectThatLeavesEverythingOutIsNamed() {
    Totals left = new Totals(5, 0, 0, 0, 5, 0, 10, 0);
    assertThat(ResultText.of(new RunSummary(complete(left), spec(BUCKET, SELECT)), "s3copy run c"))
        .startsWith("Succeeded: but `select` left everything out; is it right?");
  }

  @Test
  void aDryRunSaysHowToDoIt() {
    RunSummary dry = new RunSummary(complete(TOTALS), spec(BUCKET, "  dryRun: true\n"));
    assertThat(ResultText.of(dry, "s3copy run c"))
        .contains("remove `dryRun: true`")
        .doesNotContain("Nothing is left to do");
  }

  @Test
  void whatIsSkippedIsCalledByItsReason() {
    assertThat(new RunSummary(complete(TOTALS), spec(FOLDER, "")).skipped())
        .isEqualTo("already there and the same, or no regular file");
    assertThat(new RunSummary(complete(TOTALS), spec(BUCKET, "  overwrite: Never\n")).skipped())
        .isEqualTo("already there");
  }

  @Test
  void aReportOfObjectsThatAreGoneIsNotCalledOneOfFailures() {
    Totals gone = new Totals(2, 1, 0, 1, 0, 0, 10, 5);
    RunResult result = new RunResult(Phase.COMPLETE, gone, 2, "s3://r/report", null);
    assertThat(ResultText.of(copy(result), "s3copy run c").lines())
        .contains(
            "  gone                  1  removed from the source after they were listed, named in"
                + " s3://r/report",
            "  failed                0");
  }

  private static @Nullable String note(String source, String more) {
    return new RunSummary(complete(Totals.ZERO), spec(source, more)).note();
  }

  private static RunResult complete(Totals totals) {
    return new RunResult(Phase.COMPLETE, totals, 2, null, null);
  }

  private static RunSummary copy(RunResult result) {
    return new RunSummary(result, spec(BUCKET, ""));
  }

  private static S3CopySpec spec(String source, String more) {
    String manifest = Stage.manifest(source, "s3: {bucket: target}") + more;
    return ManifestLoader.parse(manifest, "c.yaml").copy().spec();
  }

  @Test
  void textOfAnInterruptedRunCountsWhatIsOpen() {
    Totals half = new Totals(100, 50, 0, 0, 0, 0, 5_000, 2_500);
    RunResult result = new RunResult(Phase.INTERRUPTED, half, 2, null, null);
    assertThat(ResultText.of(copy(result), "s3copy run c"))
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
    assertThat(ResultText.of(copy(result), "s3copy run c"))
        .contains("the first: a\\x1b[2Jb: GetObject AccessDenied: not allowed");
  }
}
