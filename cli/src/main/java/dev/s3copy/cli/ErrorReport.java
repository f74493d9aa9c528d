// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.OpenFiles;
import dev.s3copy.core.failure.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a person sees when a command does not succeed: what, where, why and what to do.
///
/// @param code one word for scripts
/// @param lines for stderr, without stack trace
record ErrorReport(ExitCode exit, String code, List<String> lines, @Nullable Throwable cause) {

  static ErrorReport about(Throwable problem) {
    return switch (problem) {
      case StoreException store -> about(store.failure(), store);
      case InputException input -> input.report();
      default -> OpenFiles.ranOut(problem) ? tooManyOpenFiles(problem) : unexpected(problem);
    };
  }

  private static ErrorReport tooManyOpenFiles(Throwable problem) {
    String message =
        "TooManyOpenFiles: %s; raise `ulimit -n`, then run the same command again"
            .formatted(problem.getMessage());
    return new ErrorReport(ExitCode.COULD_NOT_RUN, "TooManyOpenFiles", List.of(message), problem);
  }

  private static ErrorReport unexpected(Throwable problem) {
    String message =
        "unexpected %s: %s. This is a defect of s3copy; run again with --verbose and report the output."
            .formatted(problem.getClass().getSimpleName(), problem.getMessage());
    return new ErrorReport(ExitCode.COULD_NOT_RUN, "Internal", List.of(message), problem);
  }

  static ErrorReport about(Failure failure, @Nullable Throwable cause) {
    List<String> lines = new ArrayList<>();
    lines.add(failure.code() + ": " + failure.message());
    if (failure.httpStatus() != 0) {
      String request = failure.requestId().isEmpty() ? "" : ", request id " + failure.requestId();
      lines.add("  (%s, HTTP %d%s)".formatted(failure.operation(), failure.httpStatus(), request));
    }
    return new ErrorReport(ExitCode.of(failure.kind()), failure.code(), lines, cause);
  }

  /// Wrong input: the lines say everything, so there is no cause.
  static ErrorReport aboutInput(String code, List<String> lines) {
    return new ErrorReport(ExitCode.BAD_INPUT, code, lines, null);
  }

  /// On one line, for JSON.
  String text() {
    return lines.stream().map(String::strip).collect(Collectors.joining(" "));
  }

  void tell(Screen screen, boolean verbose) {
    for (int i = 0; i < lines.size(); i++) {
      screen.err().println((i == 0 ? "s3copy: " : "") + Printable.of(lines.get(i)));
    }
    if (verbose && cause != null) {
      cause.printStackTrace(screen.err());
    }
  }
}
