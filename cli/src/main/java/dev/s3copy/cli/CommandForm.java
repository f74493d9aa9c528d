// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Describes commands to picocli by its builders. Its annotations would be read by reflection at
/// every start, and that took longer than the parsing itself.
final class CommandForm {
  private static final IFactory BY_BUILDERS_ONLY =
      new IFactory() {
        @Override
        public <K> K create(Class<K> type) {
          // Values of an option that may be repeated are put into one of its own.
          if (type == Map.class) return type.cast(new LinkedHashMap<>());
          throw new IllegalStateException("made by reflection: " + type);
        }
      };

  private CommandForm() {}

  /// A command with the options that all have.
  ///
  /// @param body runs it: a [Runnable] or [java.util.concurrent.Callable]
  static CommandSpec named(String name, Object body) {
    return CommandSpec.wrapWithoutInspection(body, BY_BUILDERS_ONLY)
        .name(name)
        .versionProvider(new Version())
        .addOption(
            flag("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build())
        .addOption(
            flag("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
  }

  static CommandLine commandLine(CommandSpec command) {
    return new CommandLine(command, BY_BUILDERS_ONLY);
  }

  static OptionSpec.Builder flag(String name, String... others) {
    return OptionSpec.builder(name, others).type(boolean.class).initialValue(false);
  }

  static OptionSpec.Builder option(String name, Class<?> type) {
    return OptionSpec.builder(name).type(type);
  }

  static PositionalParamSpec.Builder parameter(Class<?> type) {
    return PositionalParamSpec.builder().index("0").required(true).type(type);
  }

  static PositionalParamSpec manifest() {
    return parameter(Path.class)
        .paramLabel("FILE")
        .description("Manifest (YAML) of kind S3Copy")
        .build();
  }

  static OptionSpec verbose() {
    return flag("--verbose").description("Log more, and show stack traces").build();
  }
}
