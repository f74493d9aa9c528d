// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.s3copy.api.Limitation;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunResult;
import org.jspecify.annotations.Nullable;

/// How a run ended, as one line of JSON: the last line of stdout with `--output json`.
///
/// A contract with scripts: fields are added, never renamed. `report` is null where it would be
/// empty, `error` is present only where the run could not start or go on, `limitations` only where
/// a promise could not be kept, and `note` only where a success is one of nothing.
final class ResultJson {
  private ResultJson() {}

  static String of(RunSummary summary) {
    ObjectNode json = of(summary.result());
    String note = summary.note();
    if (note != null) json.put("note", note);
    return json.toString();
  }

  private static ObjectNode of(RunResult result) {
    ObjectNode json = of(phase(result.phase()), result.totals(), result.seconds());
    json.put("report", result.report());
    if (result.stopped() != null) {
      error(json, result.stopped().code(), result.stopped().message());
    }
    if (!result.limitations().isEmpty()) {
      ArrayNode limitations = json.putArray("limitations");
      for (Limitation limitation : result.limitations()) {
        limitations
            .addObject()
            .put("side", limitation.side())
            .put("code", limitation.code())
            .put("message", limitation.effect());
      }
    }
    return json;
  }

  /// A command that was interrupted before it began to copy.
  static String ofInterruption() {
    return of(new RunResult(RunResult.Phase.INTERRUPTED, Totals.ZERO, 0, null, null)).toString();
  }

  /// A run that never started.
  static String ofError(String code, String message) {
    ObjectNode json = of(phase(RunResult.Phase.FAILED), Totals.ZERO, 0);
    json.put("report", (String) null);
    error(json, code, message);
    return json.toString();
  }

  private static ObjectNode of(String phase, Totals totals, double seconds) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("phase", phase);
    json.putObject("objects")
        .put("listed", totals.listed())
        .put("copied", totals.copied())
        .put("skipped", totals.skipped())
        .put("gone", totals.gone())
        .put("excluded", totals.excluded())
        .put("failed", totals.failed());
    json.putObject("bytes").put("listed", totals.bytesListed()).put("copied", totals.bytesCopied());
    json.put("seconds", Math.round(seconds * 1000) / 1000.0);
    return json;
  }

  private static void error(ObjectNode json, String code, @Nullable String message) {
    json.putObject("error").put("code", code).put("message", message);
  }

  /// The words that the status of the custom resource uses too.
  static String phase(RunResult.Phase phase) {
    return switch (phase) {
      case COMPLETE -> "Succeeded";
      case PARTIALLY_FAILED -> "PartiallyFailed";
      case FAILED -> "Failed";
      case INTERRUPTED -> "Interrupted";
    };
  }
}
