// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder of this process in the system's temporary folder. It is deleted when the process ends,
/// unless the process is killed.
final class DemoFolder implements AutoCloseable {
  private final Path root;
  private final Thread onExit = new Thread(this::delete, "clean up");

  private DemoFolder(Path root) {
    this.root = root;
  }

  static DemoFolder create() throws IOException {
    DemoFolder folder = new DemoFolder(Files.createTempDirectory("s3copy-demo-"));
    Runtime.getRuntime().addShutdownHook(folder.onExit);
    return folder;
  }

  Path root() {
    return root;
  }

  Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void delete() {
    try (Stream<Path> tree = Files.walk(root)) {
      List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : leavesFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("s3copy: left behind: " + root + " (" + e + ")");
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(onExit);
    delete();
  }
}
