// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.validation.LoadedManifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class ValidateCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final PositionalParamSpec manifest = CommandForm.manifest();
  private final OutputOptions output = new OutputOptions();

  ValidateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  CommandSpec form() {
    CommandSpec form = output.addTo(CommandForm.named("validate", this).addPositional(manifest));
    form.usageMessage()
        .description("Check a manifest with the rules the cluster uses; no connection is made")
        .footer(
            "",
            "Example:",
            "  s3copy validate copy.yaml",
            "",
            "Exit codes: 0 valid; 2 it has problems, one per line on stderr, with the path of the"
                + " field.");
    return form;
  }

  @Override
  public Integer call() {
    Path file = manifest.getValue();
    LoadedManifest loaded = Manifests.load(file, invocation.screen());
    invocation
        .screen()
        .out()
        .println(
            output.json()
                ? "{\"valid\":true}"
                : file + ": valid. " + CopySummary.of(loaded.copy()));
    return ExitCode.OK.code();
  }
}
