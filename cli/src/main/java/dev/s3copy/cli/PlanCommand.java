// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.worker.run.LocalRun;
import dev.s3copy.worker.run.RunPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

final class PlanCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final ManifestOptions manifest = new ManifestOptions();
  private final OutputOptions output = new OutputOptions();

  PlanCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  CommandSpec form() {
    CommandSpec form = output.addTo(manifest.addTo(CommandForm.named("plan", this)));
    form.usageMessage()
        .description("Show what a run would do: shards, objects, API calls; nothing is written")
        .footer(
            "",
            "It connects to both sides and samples the listing, so the numbers are estimates.",
            "",
            "Example:",
            "  s3copy plan copy.yaml --secret s3-login=/etc/s3-login");
    return form;
  }

  @Override
  public Integer call() {
    Interruption.ofProcess(invocation.screen(), output);
    LoadedManifest loaded = manifest.load(invocation.screen());
    try (LocalRun run = RunCommand.open(manifest.runOptions(loaded), invocation.screen())) {
      RunPlan plan = run.plan();
      invocation.screen().out().println(output.json() ? PlanText.json(plan) : PlanText.of(plan));
      return ExitCode.OK.code();
    }
  }
}
