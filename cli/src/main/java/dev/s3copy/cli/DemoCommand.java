// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Show a whole copy on a server inside this process; nothing to set up",
    footer = {
      "",
      "It listens on 127.0.0.1 only, writes below the temporary folder, and cleans up.",
      "",
      "Exit codes: 0 the copies are proved right; 1 they are not."
    })
final class DemoCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--verbose", description = "Log more, and show stack traces")
  boolean verbose;

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (EmbeddedS3 server = EmbeddedS3.start();
        DemoFolder folder = DemoFolder.create()) {
      return new Demo(server, folder, invocation.screen()).tell().code();
    }
  }
}
