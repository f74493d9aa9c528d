// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Print the completion script for a shell",
    footer = {"", "Example:", "  source <(s3copy completion bash)"})
final class CompletionCommand implements Runnable {
  enum Shell {
    bash,
    zsh
  }

  /// One script serves both: it switches zsh to its bash mode by itself.
  @Parameters(paramLabel = "bash|zsh", description = "The shell")
  Shell shell = Shell.bash;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    root.getOut().println(AutoComplete.bash(root.getCommandName(), root));
    root.getOut().flush();
  }
}
