// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.cli.OutputOptions.Format;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The parsed form of the whole command, wired to one invocation.
final class CommandLines {
  private CommandLines() {}

  static CommandLine of(Invocation invocation) {
    Screen screen = invocation.screen();
    CommandLine root = CommandForm.commandLine(new S3CopyCommand().form());
    Stream.of(
            new RunCommand(invocation).form(),
            new CheckCommand(invocation).form(),
            new PlanCommand(invocation).form(),
            new ValidateCommand(invocation).form(),
            new DemoCommand(invocation).form(),
            new CompletionCommand().form())
        .forEach(form -> root.addSubcommand(CommandForm.commandLine(form)));
    return root.setOut(writer(screen.out()))
        .setErr(writer(screen.err()))
        .setUsageHelpWidth(Math.clamp(screen.width(), 80, 110))
        .setUsageHelpAutoWidth(false)
        .setOverwrittenOptionsAllowed(false)
        .setParameterExceptionHandler((problem, _) -> usage(problem, screen))
        .setExecutionExceptionHandler((problem, command, _) -> failed(problem, command, screen));
  }

  private static int failed(Exception problem, CommandLine command, Screen screen) {
    ErrorReport report = ErrorReport.about(problem);
    ParseResult arguments = command.getParseResult();
    report.tell(screen, arguments.hasMatchedOption("--verbose"));
    if (arguments.matchedOptionValue("--output", Format.text) == Format.json) {
      screen.out().println(ResultJson.ofError(report.code(), report.text()));
    }
    return report.exit().code();
  }

  private static int usage(ParameterException problem, Screen screen) {
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    screen.err().println("s3copy: " + problem.getMessage());
    if (problem instanceof UnmatchedArgumentException unmatched) {
      List<String> similar = unmatched.getSuggestions();
      if (!similar.isEmpty()) {
        screen.err().println("Did you mean: " + String.join(", ", similar) + "?");
      }
    }
    screen.err().println("Try: " + command + " --help");
    return ExitCode.BAD_INPUT.code();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
