// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class CompletionCommand implements Runnable {
  enum Shell {
    bash,
    zsh
  }

  /// One script serves both: it switches zsh to its bash mode by itself.
  private final PositionalParamSpec shell =
      CommandForm.parameter(Shell.class).paramLabel("bash|zsh").description("The shell").build();

  private final CommandSpec form = CommandForm.named("completion", this).addPositional(shell);

  CommandSpec form() {
    form.usageMessage()
        .description("Print the completion script for a shell")
        .footer("", "Example:", "  source <(s3copy completion bash)");
    return form;
  }

  @Override
  public void run() {
    CommandLine root = form.root().commandLine();
    root.getOut().println(AutoComplete.bash(root.getCommandName(), root));
    root.getOut().flush();
  }
}
