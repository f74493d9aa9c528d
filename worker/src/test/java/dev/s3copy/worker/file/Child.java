// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Writes one file into a volume in a JVM of its own, to be watched or disturbed from outside.
final class Child {
  private Child() {}

  /// @param arguments the root, and the key in hex
  public static void main(String[] arguments) {
    Key key = Key.ofBytes(HexFormat.of().parseHex(arguments[1]));
    try (Volume volume = Volume.open(Path.of(arguments[0]), VolumeAccess.WRITE)) {
      VolumeFixture.put(volume, key, "content");
      volume.syncDirectories();
      System.out.println("written, durable: " + !volume.fsyncUnsupported());
    } catch (StoreException e) {
      System.out.println(e.failure().kind() + " " + e.failure().code());
    }
  }

  /// Its output.
  static String run(List<String> before, String locale, Path root, Key key)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    command.addAll(List.of(root.toString(), HexFormat.of().formatHex(key.bytes())));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", locale);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }

  /// Runs a command, or skips the test saying why.
  static void require(String why, String... command) throws IOException, InterruptedException {
    int exit = -1;
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      exit = process.waitFor();
    } catch (IOException e) {
      // Not installed.
    }
    Assumptions.assumeTrue(exit == 0, why);
  }
}
