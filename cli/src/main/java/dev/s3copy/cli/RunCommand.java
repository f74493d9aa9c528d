// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.Mode;
import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.worker.run.LocalRun;
import dev.s3copy.worker.run.RunResult;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

final class RunCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final ManifestOptions manifest = new ManifestOptions();
  private final OutputOptions output = new OutputOptions();

  RunCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  CommandSpec form() {
    CommandSpec form = output.addTo(manifest.addTo(CommandForm.named("run", this)));
    form.usageMessage()
        .description("Do what a manifest says, on this machine")
        .footer(
            "",
            "Interrupted or killed, the same command goes on where it stopped.",
            "",
            "Examples:",
            "  s3copy run copy.yaml",
            "  s3copy run restore.yaml --volume data=/srv/data --secret s3-login=/etc/s3-login",
            "  s3copy run copy.yaml --output json | tail -n 1 | jq .objects.failed",
            "",
            "Exit codes: 0 all settled, none failed; 1 some objects failed;",
            "            2 bad usage or manifest; 3 could not run; 130 interrupted.");
    return form;
  }

  @Override
  public Integer call() throws InterruptedException {
    Screen screen = invocation.screen();
    Interruption interruption = Interruption.ofProcess(screen, output);
    LoadedManifest loaded = manifest.load(invocation.screen());
    LocalRun.Options options = manifest.runOptions(loaded);
    URI server = options.references().endpoint();
    screen.err().println("s3copy: " + CopySummary.of(loaded.copy(), server));
    if (loaded.copy().spec().mode() == Mode.CHECK) {
      return CheckCommand.check(options, false, screen, output);
    }
    try (LocalRun run = open(options, screen)) {
      interruption.drainWith(run::interrupt);
      RunResult result = watched(run, screen);
      tell(new RunSummary(result, loaded.copy().spec()));
      return ExitCode.of(result.phase()).code();
    }
  }

  /// Opens both ends, which may take a while.
  static LocalRun open(LocalRun.Options options, Screen screen) {
    try (WaitingMessage _ = WaitingMessage.start(screen)) {
      return LocalRun.prepare(options);
    }
  }

  static RunResult watched(LocalRun run, Screen screen) throws InterruptedException {
    try (ProgressPrinter printer = new ProgressPrinter(run::progress, screen)) {
      printer.start();
      return run.run();
    }
  }

  private void tell(RunSummary summary) {
    Screen screen = invocation.screen();
    RunResult result = summary.result();
    if (result.stopped() != null) {
      ErrorReport.about(result.stopped(), null).tell(screen, output.verbose());
    }
    if (output.json()) {
      screen.out().println(ResultJson.of(summary));
      return;
    }
    if (summary.spec().dryRun()) {
      screen.out().println("Dry run: nothing was written, \"copied\" counts what would be.");
    }
    screen.out().println(ResultText.of(summary, invocation.again()));
  }
}
