// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.failure;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The files that this process may have open. The JVM has no exception of its own for EMFILE and
/// ENFILE, only the words of the C library.
public final class OpenFiles {
  private static final String TOO_MANY = "Too many open files";

  private OpenFiles() {}

  /// Whether there were too many, be it the cause of another failure.
  public static boolean ranOut(Throwable problem) {
    for (@Nullable Throwable each = problem; each != null; each = each.getCause()) {
      String message = each.getMessage();
      if (message != null && message.contains(TOO_MANY)) return true;
    }
    return false;
  }

  /// What to do about it; where the failure is another one, `otherwise`.
  public static String advice(IOException problem, String otherwise) {
    return ranOut(problem) ? "raise `ulimit -n`" : otherwise;
  }
}
