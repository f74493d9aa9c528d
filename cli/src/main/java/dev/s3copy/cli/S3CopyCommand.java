// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

final class S3CopyCommand implements Runnable {
  private final CommandSpec form = CommandForm.named("s3copy", this);

  CommandSpec form() {
    form.usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .description("Copies between S3 buckets and volumes, as an S3Copy manifest says.")
        .footer(
            "",
            "Examples:",
            "  s3copy demo                         See a whole copy, with nothing to set up",
            "  s3copy validate copy.yaml           Is the manifest right?",
            "  s3copy check copy.yaml              Can both ends be reached, and what can they do?",
            "  s3copy plan copy.yaml               What would it do?",
            "  s3copy run copy.yaml                Do it; again after an interruption to go on",
            "  s3copy run restore.yaml --volume data=/srv/data --secret s3-login=/etc/s3-login",
            "  s3copy run copy.yaml --output json  For scripts: one JSON object at the end",
            "",
            "Exit codes: 0 all settled, none failed; 1 some objects failed; 2 bad usage or"
                + " manifest;",
            "            3 could not run; 130 interrupted.");
    return form;
  }

  @Override
  public void run() {
    throw new ParameterException(form.commandLine(), "Missing command");
  }
}
