// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.s3copy.api.CheckLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a check found, for a person or as JSON.
final class CheckText {
  private CheckText() {}

  static String of(List<CheckLine> lines) {
    return lines.stream()
        .map(
            line ->
                "%-7s %-12s %-10s %s"
                    .formatted(
                        word(line.status()),
                        line.side(),
                        line.subject(),
                        Printable.of(line.finding())))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  static String json(List<CheckLine> lines) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode checks = json.putArray("checks");
    for (CheckLine line : lines) {
      checks
          .addObject()
          .put("status", line.status().name().toLowerCase(Locale.ROOT))
          .put("side", line.side())
          .put("subject", line.subject())
          .put("finding", line.finding());
    }
    return json.toString();
  }

  private static String word(CheckLine.Status status) {
    return switch (status) {
      case OK -> "ok";
      case NOTE -> "note";
      case FAILED -> "FAILED";
    };
  }
}
