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

/// Does one thing to one file of a volume in a JVM of its own, to be watched or disturbed from
/// outside.
final class Child {
  private Child() {}

  enum Task {
    /// Puts the file there.
    WRITE,
    /// Reads it as a backup does.
    READ,
    /// Finds that it is there already, as a restore does.
    KEEP
  }

  /// @param arguments the root, the key in hex, the task
  public static void main(String[] arguments) {
    Key key = Key.ofBytes(HexFormat.of().parseHex(arguments[1]));
    try (Volume volume = Volume.open(Path.of(arguments[0]), VolumeAccess.WRITE)) {
      System.out.println(perform(Task.valueOf(arguments[2]), volume, key));
    } catch (StoreException e) {
      System.out.println(e.failure().kind() + " " + e.failure().code());
    }
  }

  private static String perform(Task task, Volume volume, Key key) {
    return switch (task) {
      case WRITE -> {
        VolumeFixture.put(volume, key, "content");
        volume.syncDirectories();
        yield "written, durable: " + !volume.fsyncUnsupported();
      }
      case READ -> {
        try (FileRead read = volume.read(key)) {
          yield "unchanged: " + read.unchanged() + ", current: " + volume.isCurrent(read);
        }
      }
      case KEEP -> {
        volume.sync(key);
        volume.syncDirectories();
        yield "kept, durable: " + !volume.fsyncUnsupported();
      }
    };
  }

  /// Its output.
  static String run(List<String> before, String locale, Path root, Key key)
      throws IOException, InterruptedException {
    return run(before, locale, root, key, Task.WRITE);
  }

  /// Its output.
  static String run(List<String> before, String locale, Path root, Key key, Task task)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    command.addAll(List.of(root.toString(), HexFormat.of().formatHex(key.bytes())));
    command.add(task.name());
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
