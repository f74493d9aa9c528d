// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// How a command reports what it did; the same for every command.
final class OutputOptions {
  enum Format {
    text,
    json
  }

  private final OptionSpec format =
      CommandForm.option("--output", Format.class)
          .paramLabel("text|json")
          .initialValue(Format.text)
          .description("json: the last line of stdout is one JSON object (default: text)")
          .build();

  private final OptionSpec verbose = CommandForm.verbose();

  CommandSpec addTo(CommandSpec command) {
    return command.addOption(format).addOption(verbose);
  }

  boolean json() {
    return format.getValue() == Format.json;
  }

  boolean verbose() {
    return verbose.getValue();
  }
}
