// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.worker.run.CheckLine;
import dev.s3copy.worker.run.LocalCheck;
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
    LoadedManifest loaded = manifest.load(invocation.screen());
    List<CheckLine> lines =
        LocalCheck.run(manifest.runOptions(loaded), Boolean.TRUE.equals(write.getValue()));
    invocation.screen().out().println(output.json() ? CheckText.json(lines) : CheckText.of(lines));
    boolean failed = lines.stream().anyMatch(line -> line.status() == CheckLine.Status.FAILED);
    return (failed ? ExitCode.COULD_NOT_RUN : ExitCode.OK).code();
  }
}
