// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The first failure of a report. Often all failures have one cause, and then a person need not
/// open the file.
final class FailureSample {
  /// Skipped objects may stand before the first failed one.
  private static final int MOST_LINES = 1_000;

  private FailureSample() {}

  /// `a/b.txt: GetObject AccessDenied: ...`; null where the report is not a file here, or names no
  /// failure in its first lines.
  static @Nullable String first(Path report) {
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines = Files.newBufferedReader(report)) {
      for (int i = 0; i < MOST_LINES; i++) {
        String line = lines.readLine();
        if (line == null) {
          return null;
        }
        JsonNode failure = json.readTree(line);
        if (failure.path("outcome").asText().equals("failed")) {
          return Printable.of(describe(failure));
        }
      }
      return null;
    } catch (IOException e) {
      // It is a help, not the result: the report is named all the same.
      return null;
    }
  }

  private static String describe(JsonNode failure) {
    String key = failure.path("key").asText(failure.path("keyBase64").asText());
    return "%s: %s %s: %s"
        .formatted(
            key,
            failure.path("operation").asText(),
            failure.path("code").asText(),
            failure.path("message").asText());
  }
}
