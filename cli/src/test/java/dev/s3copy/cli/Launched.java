// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command in a process of its own: for signals, other users and sudden ends.
///
/// @param folder where its output goes
record Launched(Process process, Path folder) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  record Ended(int exit, String out, String err) {}

  static Launched of(Path folder, String... arguments) throws IOException {
    return of(List.of(), folder, arguments);
  }

  /// @param before a command that runs it as somebody else, or nothing
  static Launched of(List<String> before, Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    return new Launched(process, folder);
  }

  Ended end() throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
        Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
  }

  /// As a power cut or the kernel ends it.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
