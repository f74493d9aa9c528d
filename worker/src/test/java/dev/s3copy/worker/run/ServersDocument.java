// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Tables of Markdown that are kept by section, row and column, so that those of servers that are
/// absent stay as they were found last.
final class ServersDocument {
  private static final String CELL = " | ";

  private final String head;
  private final Map<String, Map<String, Map<String, String>>> sections = new LinkedHashMap<>();

  /// @param head the text before the first table
  ServersDocument(String head) {
    this.head = head;
  }

  /// Where a section stands that is filled later.
  void reserve(String section) {
    sections.putIfAbsent(section, new LinkedHashMap<>());
  }

  void put(String section, String row, String column, String cell) {
    sections
        .computeIfAbsent(section, _ -> new LinkedHashMap<>())
        .computeIfAbsent(row, _ -> new LinkedHashMap<>())
        .put(column, cell);
  }

  void addAll(ServersDocument other) {
    other.eachCell(this::put);
  }

  /// In the order of the other, which may know servers that are not here.
  ServersDocument withAbsent(ServersDocument other) {
    ServersDocument all = new ServersDocument(head);
    sections.keySet().forEach(all::reserve);
    eachCell(all::put);
    other.eachCell(
        (section, row, column, cell) -> {
          Map<String, Map<String, String>> rows = sections.get(section);
          boolean absent = rows == null || rows.values().stream().noneMatch(has(column));
          if (absent) all.put(section, row, column, cell);
        });
    return all;
  }

  private static Predicate<Map<String, String>> has(String column) {
    return cells -> cells.containsKey(column);
  }

  /// @return cells that are here and differ in the other
  List<String> differences(ServersDocument other) {
    List<String> differences = new ArrayList<>();
    eachCell(
        (section, row, column, cell) -> {
          String known =
              other
                  .sections
                  .getOrDefault(section, Map.of())
                  .getOrDefault(row, Map.of())
                  .getOrDefault(column, "nothing");
          if (!comparable(row, known).equals(comparable(row, cell))) {
            differences.add(
                "%s / %s / %s: %s, but the document says %s"
                    .formatted(section, row, column, cell, known));
          }
        });
    return differences;
  }

  /// Of two keys that exclude each other on a server, the one that comes first is there: which one
  /// fails, and how, is a matter of chance.
  private static String comparable(String row, String cell) {
    return row.contains("beside `k/x`") ? cell.replaceAll(":.*", "") : cell;
  }

  private interface CellTaker {
    void take(String section, String row, String column, String cell);
  }

  private void eachCell(CellTaker taker) {
    sections.forEach(
        (section, rows) ->
            rows.forEach(
                (row, cells) ->
                    cells.forEach((column, cell) -> taker.take(section, row, column, cell))));
  }

  static ServersDocument read(Path file) throws IOException {
    ServersDocument document = new ServersDocument("");
    String section = "";
    List<String> columns = List.of();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
        columns = List.of();
      }
      if (!line.startsWith("| ")) continue;
      List<String> cells = List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
      if (columns.isEmpty()) {
        columns = cells;
        continue;
      }
      for (int i = 1; i < cells.size(); i++) {
        document.put(section, cells.getFirst(), columns.get(i), cells.get(i));
      }
    }
    return document;
  }

  String text() {
    StringBuilder text = new StringBuilder(head);
    sections.forEach(
        (section, rows) -> {
          if (rows.isEmpty()) return;
          text.append("\n## ").append(section).append("\n\n");
          TreeSet<String> columns = new TreeSet<>();
          rows.values().forEach(cells -> columns.addAll(cells.keySet()));
          text.append("| objects").append(CELL).append(String.join(CELL, columns)).append(" |\n");
          text.append("|---".repeat(columns.size() + 1)).append("|\n");
          rows.forEach(
              (row, cells) -> {
                text.append("| ").append(row);
                columns.forEach(
                    column -> text.append(CELL).append(cells.getOrDefault(column, "not tried")));
                text.append(" |\n");
              });
        });
    return text.toString();
  }
}
