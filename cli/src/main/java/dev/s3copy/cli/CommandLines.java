// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The parsed form of the whole command, wired to one invocation.
final class CommandLines {
  private CommandLines() {}

  static CommandLine of(Invocation invocation) {
    Screen screen = invocation.screen();
    CommandLine root = new CommandLine(new S3CopyCommand());
    root.addSubcommand(new CompletionCommand());
    return root.setOut(writer(screen.out()))
        .setErr(writer(screen.err()))
        .setUsageHelpWidth(Math.clamp(screen.width(), 80, 110))
        .setUsageHelpAutoWidth(false)
        .setOverwrittenOptionsAllowed(false)
        .setParameterExceptionHandler((problem, _) -> usage(problem, screen))
        .setExecutionExceptionHandler(
            (problem, command, _) ->
                Complaint.about(problem).tell(screen, verbose(command)).code());
  }

  private static int usage(ParameterException problem, Screen screen) {
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    screen.err().println("s3copy: " + problem.getMessage());
    screen.err().println("Try: " + command + " --help");
    return ExitCode.BAD_INPUT.code();
  }

  private static boolean verbose(CommandLine command) {
    return command.getParseResult().hasMatchedOption("--verbose");
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
