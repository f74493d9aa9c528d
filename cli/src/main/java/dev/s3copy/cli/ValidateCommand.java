// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.validation.LoadedManifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = "Check a manifest with the rules the cluster uses; no connection is made",
    footer = {
      "",
      "Example:",
      "  s3copy validate copy.yaml",
      "",
      "Exit codes: 0 valid; 2 it has problems, one per line on stderr, with the path of the field."
    })
final class ValidateCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "FILE", description = "Manifest (YAML) of kind S3Copy")
  private Path file = Path.of("");

  @Mixin private final OutputOptions output = new OutputOptions();

  ValidateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    LoadedManifest loaded = Manifests.load(file, invocation.screen());
    invocation
        .screen()
        .out()
        .println(output.json() ? "{\"valid\":true}" : file + ": valid. " + Route.of(loaded.copy()));
    return ExitCode.OK.code();
  }
}
