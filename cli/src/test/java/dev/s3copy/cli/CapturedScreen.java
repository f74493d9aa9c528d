// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A screen that remembers what was written to it.
final class CapturedScreen {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Screen screen(boolean terminal) {
    return new Screen(print(out), print(err), terminal, 80);
  }

  int run(String... arguments) {
    Invocation invocation = new Invocation("./s3copy", List.of(arguments), screen(false));
    return CommandLines.of(invocation).execute(arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
