// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

final class DemoCommand implements Callable<Integer> {
  private final Invocation invocation;

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  CommandSpec form() {
    CommandSpec form = CommandForm.named("demo", this).addOption(CommandForm.verbose());
    form.usageMessage()
        .description("Show a whole copy on a server inside this process; nothing to set up")
        .footer(
            "",
            "It listens on 127.0.0.1 only, writes below the temporary folder, and cleans up.",
            "",
            "Exit codes: 0 the copies are proved right; 1 they are not.");
    return form;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (EmbeddedS3 server = EmbeddedS3.start();
        DemoFolder folder = DemoFolder.create()) {
      return new Demo(server, folder, invocation.screen()).tell().code();
    }
  }
}
