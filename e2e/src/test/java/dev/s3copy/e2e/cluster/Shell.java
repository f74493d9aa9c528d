// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs programs of this machine, with more environment than this process has.
record Shell(Map<String, String> environment) {
  /// Its output, stderr included.
  ///
  /// @throws IllegalStateException with the output, where it fails or takes too long
  String run(Duration patience, List<String> command) {
    try {
      Path output = Files.createTempFile("s3copy-e2e-", ".log");
      try {
        return run(patience, command, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new IllegalStateException(command.getFirst() + " does not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Into a file, for what it starts may keep a pipe open.
  private String run(Duration patience, List<String> command, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) process.destroyForcibly().waitFor();
    String said = Files.readString(output, StandardCharsets.UTF_8);
    if (ended && process.exitValue() == 0) return said;
    String how = ended ? "exit " + process.exitValue() : "not done after " + patience;
    throw new IllegalStateException(String.join(" ", command) + ": " + how + "\n" + said);
  }
}
