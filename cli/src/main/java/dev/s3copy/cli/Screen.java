// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;

/// Where a command writes: results to `out`, everything else to `err`.
///
/// @param terminal whether a person watches, so that a line may be rewritten in place
/// @param width columns of that terminal
record Screen(PrintStream out, PrintStream err, boolean terminal, int width) {
  private static final int DEFAULT_WIDTH = 80;

  /// The launcher passes the width as COLUMNS, since the JVM cannot ask the terminal.
  @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to null where there is no terminal
  static Screen ofProcess(Map<String, String> environment) {
    Console console = System.console();
    return new Screen(
        ResultStream.over(new FileOutputStream(FileDescriptor.out), System.out.charset()),
        System.err,
        console != null && console.isTerminal(),
        width(environment.getOrDefault("COLUMNS", "")));
  }

  private static int width(String columns) {
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }
}
