// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
    int couldNotRun = ExitCode.COULD_NOT_RUN.code();
    try {
      return told(CommandLines.of(invocation).execute(args), invocation.screen());
    } catch (Error e) {
      if (lacksFiles(e)) {
        String advice = "; raise `ulimit -n`, or if it is high enough, install s3copy again";
        invocation.screen().err().println("s3copy: a file could not be opened: " + e + advice);
      } else {
        ErrorReport.about(e).tell(invocation.screen(), true);
      }
      return couldNotRun;
    }
  }

  /// Where no file can be opened, no class can be loaded either: this needs none but the JDK's.
  private static boolean lacksFiles(Error problem) {
    for (@Nullable Throwable each = problem; each != null; each = each.getCause()) {
      boolean ranOut = String.valueOf(each.getMessage()).contains("Too many open files");
      if (ranOut || each instanceof NoClassDefFoundError) return true;
    }
    return false;
  }

  /// Whoever reads stdout must not take a result that never arrived there for a success.
  private static int told(int code, Screen screen) {
    if (!screen.out().checkError()) return code;
    if (screen.out() instanceof ResultStream out && out.readerLeft()) return code;
    screen.err().println("s3copy: the result could not be written to stdout; is its disk full?");
    return code == ExitCode.OK.code() ? ExitCode.COULD_NOT_RUN.code() : code;
  }
}
