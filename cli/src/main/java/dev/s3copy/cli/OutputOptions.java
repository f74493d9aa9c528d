// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import picocli.CommandLine.Option;

/// How a command tells what it did; the same for every command.
final class OutputOptions {
  enum Format {
    text,
    json
  }

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "json: the last line of stdout is one JSON object (default: text)")
  Format format = Format.text;

  @Option(names = "--verbose", description = "Log more, and show stack traces")
  boolean verbose;

  boolean json() {
    return format == Format.json;
  }
}
