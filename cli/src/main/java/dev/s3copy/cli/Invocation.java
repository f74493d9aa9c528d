// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.util.List;
import java.util.stream.Collectors;

/// What the process was started with.
///
/// @param program as the person typed it, so that suggested commands can be pasted
record Invocation(String program, List<String> arguments, Screen screen) {
  /// Set by the launcher.
  private static final String PROGRAM_PROPERTY = "s3copy.program";

  private static final String PLAIN_WORD = "[A-Za-z0-9_@%+=:,./~-]+";

  Invocation {
    arguments = List.copyOf(arguments);
  }

  static Invocation ofProcess(String[] args) {
    return new Invocation(
        System.getProperty(PROGRAM_PROPERTY, "s3copy"),
        List.of(args),
        Screen.ofProcess(System.getenv()));
  }

  /// The command that goes on with this run: the same one, but never starting afresh.
  String again() {
    return quote(program)
        + arguments.stream()
            .filter(argument -> !argument.equals(ManifestOptions.RESTART))
            .map(argument -> " " + quote(argument))
            .collect(Collectors.joining());
  }

  private static String quote(String word) {
    return word.matches(PLAIN_WORD) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
