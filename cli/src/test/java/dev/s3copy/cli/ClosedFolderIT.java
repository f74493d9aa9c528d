// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A backup by a user who may not see everything. To root nothing is closed, so root gives up what
/// makes it so.
@Timeout(120)
class ClosedFolderIT {
  private static final List<String> OBEYING =
      List.of(
          "setpriv",
          "--inh-caps=-dac_override,-dac_read_search",
          "--bounding-set=-dac_override,-dac_read_search");

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void reopen() throws IOException {
    chmod(folder.resolve("target/closed"), "rwxrwxrwx");
  }

  @ParameterizedTest
  @DisplayName(
      "P-19 P-21 A folder that may not be searched or read fails by name, the rest is copied")
  @ValueSource(strings = {"r--r--r--", "--x--x--x", "---------"})
  void aClosedFolderFailsByName(String mode) throws Exception {
    try (Stage stage = new Stage(folder)) {
      stage.write("target/closed/inside", "x");
      stage.write("target/last", "y");
      String backup = Stage.manifest("volume: {claimName: target}", stage.bucket("target"));
      String[] arguments = stage.run(backup, "--output", "json");
      chmod(folder.resolve("target/closed"), mode);

      Launched.Ended ended = Launched.of(obeying(), folder, arguments).end();

      assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
      JsonNode result = new ObjectMapper().readTree(ended.out().lines().toList().getLast());
      assertThat(result.path("phase").asText()).isEqualTo("PartiallyFailed");
      assertThat(result.path("objects").path("failed").asInt()).isEqualTo(1);
      assertThat(Files.readAllLines(Path.of(result.path("report").asText())))
          .singleElement()
          .asString()
          .contains("\"key\":\"closed/", "Unreadable");
      assertThat(stage.server.read("target", "last")).isEqualTo(new byte[] {'y'});
      assertThat(stage.server.count("target")).as("with what was there").isEqualTo(2);
    }
  }

  private List<String> obeying() throws Exception {
    Path closed = Files.createFile(folder.resolve("closed"));
    chmod(closed, "---------");
    if (!Files.isReadable(closed)) return List.of();
    assumeTrue(works(OBEYING, "true"), "root cannot give up its rights over files");
    assertThat(works(OBEYING, "cat", closed.toString())).isFalse();
    return OBEYING;
  }

  private static boolean works(List<String> before, String... command) throws InterruptedException {
    try {
      List<String> all = new ArrayList<>(before);
      all.addAll(List.of(command));
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void chmod(Path path, String mode) throws IOException {
    if (Files.exists(path)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }
}
