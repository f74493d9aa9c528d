// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.core.failure.OpenFiles;
import java.util.List;

/// The process: turns arguments into an exit code.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Before anything logs: the back end reads its level once.
    if (List.of(args).contains("--verbose")) {
      System.setProperty("org.slf4j.simpleLogger.log.dev.s3copy", "debug");
    }
    Invocation invocation = Invocation.ofProcess(args);
    System.exit(execute(invocation, args));
  }

  /// An error of the JVM must not look like exit code 1, "some objects failed".
  static int execute(Invocation invocation, String[] args) {
    try {
      return told(CommandLines.of(invocation).execute(args), invocation.screen());
    } catch (Error e) {
      ErrorReport.about(e).tell(invocation.screen(), !OpenFiles.ranOut(e));
      return ExitCode.COULD_NOT_RUN.code();
    }
  }

  /// Whoever reads stdout must not take a result that never arrived there for a success.
  private static int told(int code, Screen screen) {
    if (!screen.out().checkError()) return code;
    screen.err().println("s3copy: the result could not be written to stdout; is its disk full?");
    return code == ExitCode.OK.code() ? ExitCode.COULD_NOT_RUN.code() : code;
  }
}
