// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.Limitation;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a run ended, for a person: what happened, how much, and what to do next.
final class ResultText {
  private ResultText() {}

  /// @param again the command that continues or repeats this run
  static String of(RunSummary summary, String again) {
    RunResult result = summary.result();
    Totals totals = result.totals();
    List<String> lines = new ArrayList<>();
    lines.add(headline(summary));
    lines.add("");
    lines.add(row("listed", totals.listed(), HumanNumbers.bytes(totals.bytesListed())));
    lines.add(row("copied", totals.copied(), HumanNumbers.bytes(totals.bytesCopied())));
    lines.add(row("skipped", totals.skipped(), summary.skipped()));
    if (totals.gone() > 0) {
      lines.add(row("gone", totals.gone(), goneNote(result)));
    }
    lines.add(row("excluded", totals.excluded(), "left out by `select`"));
    lines.add(row("failed", totals.failed(), failedNote(result)));
    String sample = sample(result);
    if (sample != null) {
      lines.add("            the first: " + sample);
    }
    if (totals.listed() > totals.settled()) {
      lines.add(row("open", totals.listed() - totals.settled(), "listed, not settled yet"));
    }
    lines.add("");
    for (Limitation limitation : result.limitations()) {
      lines.add("Warning: " + limitation.effect() + ".");
    }
    lines.addAll(next(summary, again));
    return String.join(System.lineSeparator(), lines);
  }

  /// `Succeeded: 2,523 copied (61.2 MiB), 0 skipped, 0 failed of 2,523 objects in 0.9 s.`
  static String inOneLine(RunResult result) {
    Totals totals = result.totals();
    return "%s: %s copied (%s), %s skipped, %s failed of %s in %s."
        .formatted(
            ResultJson.phase(result.phase()),
            HumanNumbers.count(totals.copied()),
            HumanNumbers.bytes(totals.bytesCopied()),
            HumanNumbers.count(totals.skipped()),
            HumanNumbers.count(totals.failed()),
            HumanNumbers.count(totals.listed(), "object"),
            HumanNumbers.duration(result.seconds()));
  }

  private static String headline(RunSummary summary) {
    RunResult result = summary.result();
    String note = summary.note();
    String success = note == null ? "every object is settled, none failed" : "but " + note;
    String what =
        switch (result.phase()) {
          case COMPLETE -> "Succeeded: " + success;
          case PARTIALLY_FAILED -> "Partially failed: every object is settled, some failed";
          case FAILED -> "Failed: the run could not go on";
          case INTERRUPTED -> "Interrupted: what was done is saved";
        };
    double seconds = Math.max(result.seconds(), 0.001);
    return "%s%s %s, %s/s, %s objects/s."
        .formatted(
            what,
            what.endsWith("?") ? "" : ".",
            HumanNumbers.duration(result.seconds()),
            HumanNumbers.bytes(Math.round(result.totals().bytesCopied() / seconds)),
            HumanNumbers.count(Math.round(result.totals().settled() / seconds)));
  }

  private static String row(String name, long count, String note) {
    return "  %-9s %13s  %s".formatted(name, HumanNumbers.count(count), note).stripTrailing();
  }

  private static String failedNote(RunResult result) {
    boolean names = result.report() != null && result.totals().failed() > 0;
    return names ? "named in " + result.report() : "";
  }

  private static String goneNote(RunResult result) {
    boolean names = result.report() != null && result.totals().failed() == 0;
    String where = names ? ", named in " + result.report() : "";
    return "removed from the source after they were listed" + where;
  }

  private static @Nullable String sample(RunResult result) {
    String report = result.report();
    boolean isFile = report != null && report.startsWith("/");
    return isFile && result.totals().failed() > 0 ? FailureSample.first(Path.of(report)) : null;
  }

  private static List<String> next(RunSummary summary, String again) {
    return switch (summary.result().phase()) {
      case COMPLETE -> List.of(afterSuccess(summary));
      case PARTIALLY_FAILED ->
          List.of(
              "Next: read the report, mend what it names, and try the failed objects again:",
              "  " + again);
      case FAILED ->
          List.of(
              "Next: mend the cause named above, then continue where it stopped:", "  " + again);
      case INTERRUPTED -> List.of("Continue where it stopped:", "  " + again);
    };
  }

  private static String afterSuccess(RunSummary summary) {
    if (summary.note() != null) return "If that is not what you meant, correct the manifest.";
    return summary.spec().dryRun()
        ? "To do it, remove `dryRun: true` from the manifest and run the same command."
        : "Nothing is left to do. The same command again copies only changes.";
  }
}
