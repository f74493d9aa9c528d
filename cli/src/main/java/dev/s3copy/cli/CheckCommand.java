// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.CheckLine;
import dev.s3copy.worker.run.CheckRun;
import dev.s3copy.worker.run.LocalRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class CheckCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final ManifestOptions manifest = new ManifestOptions();
  private final OutputOptions output = new OutputOptions();
  private final OptionSpec write =
      CommandForm.flag("--write")
          .description("Also write, list and remove a temporary object at the destination")
          .build();

  CheckCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  CommandSpec form() {
    CommandSpec form = output.addTo(manifest.addTo(CommandForm.named("check", this)));
    form.addOption(write);
    form.usageMessage()
        .description("Look at both ends: can they be reached, what is allowed, what can they do?")
        .footer(
            "",
            "It only reads, unless --write is given. A line begins with ok, note (a copy works,",
            "but not in every respect) or FAILED (a copy could not start).",
            "",
            "Example:",
            "  s3copy check copy.yaml --secret s3-login=/etc/s3-login");
    return form;
  }

  @Override
  public Integer call() {
    Interruption.ofProcess(invocation.screen(), output);
    LocalRun.Options options = manifest.runOptions(manifest.load(invocation.screen()));
    return check(options, Boolean.TRUE.equals(write.getValue()), invocation.screen(), output);
  }

  /// Looks at both ends, and tells what it finds.
  ///
  /// @return the exit code
  static int check(LocalRun.Options options, boolean writes, Screen screen, OutputOptions output) {
    List<CheckLine> lines;
    try (WaitingMessage _ = WaitingMessage.start(screen)) {
      lines = CheckRun.run(options.copy().spec(), options.references(), writes);
    }
    screen.out().println(output.json() ? CheckText.json(lines) : CheckText.of(lines));
    return (CheckRun.failure(lines) == null ? ExitCode.OK : ExitCode.COULD_NOT_RUN).code();
  }
}
