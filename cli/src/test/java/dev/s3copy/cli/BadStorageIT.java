// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A destination that cannot take what it is given: small file systems in memory, which only root
/// may mount; skipped elsewhere.
@DisplayName("P-07 P-09 P-21 A destination that is full or read-only")
class BadStorageIT {
  @TempDir private Path folder = Path.of("");
  private final CapturedScreen screen = new CapturedScreen();
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(folder);
  }

  @AfterEach
  void close() throws Exception {
    command("umount", stage.target.toString());
    stage.close();
  }

  @Test
  void readOnly() throws Exception {
    mount("size=1m");
    assumeTrue(command("mount", "-o", "remount,ro", stage.target.toString()) == 0);
    assertThat(restore()).isEqualTo(3);
    assertThat(screen.err()).contains("read-only");
    assertThat(temporaryFiles()).isZero();
  }

  @Test
  void full() throws Exception {
    mount("size=200k");
    assertThat(restore()).isEqualTo(3);
    assertThat(screen.err()).contains("ENOSPC", "space");
    assertFinishedFilesAreWhole();
    assertThat(temporaryFiles()).isZero();
  }

  @Test
  void outOfInodes() throws Exception {
    mount("size=10m,nr_inodes=12");
    assertThat(restore()).isEqualTo(3);
    assertThat(screen.err()).contains("ENOSPC", "inodes");
    assertFinishedFilesAreWhole();
    assertThat(temporaryFiles()).isZero();
  }

  @Test
  @DisplayName("P-13 After space was made, the same command finishes")
  void goesOnOnceThereIsSpace() throws Exception {
    mount("size=200k");
    assertThat(restore()).isEqualTo(3);
    assumeTrue(command("mount", "-o", "remount,size=10m", stage.target.toString()) == 0);
    assertThat(restore()).isZero();
    assertFinishedFilesAreWhole();
  }

  private int restore() {
    int exit = screen.run(stage.run(stage.restore()));
    System.out.printf("exit %d  %s%n%s%n", exit, screen.err().strip(), screen.out());
    assertThat(screen.err()).doesNotContain("\tat ");
    return exit;
  }

  private void mount(String options) throws Exception {
    String target = stage.target.toString();
    assumeTrue(
        command("mount", "-t", "tmpfs", "-o", options, "none", target) == 0,
        "only root may mount a small file system");
    Files.writeString(stage.target.resolve(Stage.PRECIOUS), Stage.PRECIOUS);
  }

  private void assertFinishedFilesAreWhole() throws IOException {
    assertThat(stage.preciousIsUnharmed()).isTrue();
    for (String name : names()) {
      if (name.startsWith("object-")) {
        assertThat(stage.target.resolve(name)).hasBinaryContent(stage.server.read("source", name));
      }
    }
  }

  private long temporaryFiles() throws IOException {
    return names().stream()
        .filter(name -> !name.startsWith("object-") && !name.equals(Stage.PRECIOUS))
        .count();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(stage.target)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static int command(String... words) throws Exception {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
