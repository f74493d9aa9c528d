// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestCommandsTest {
  private static final String VALID =
      """
      apiVersion: s3copy.dev/v1alpha1
      kind: S3Copy
      metadata: {name: photos}
      spec:
        source: {s3: {bucket: photos, prefix: 2026/, endpoint: "http://127.0.0.1:9"}}
        destination: {volume: {claimName: data, path: in}}
      """;

  @TempDir private Path folder = Path.of("");
  private final CapturedScreen screen = new CapturedScreen();

  private String manifest(String text) throws IOException {
    return Files.writeString(folder.resolve("copy.yaml"), text).toString();
  }

  @Test
  void aValidManifestIsToldInOneLine() throws IOException {
    String file = manifest(VALID);
    assertThat(screen.run("validate", file)).isZero();
    assertThat(screen.out())
        .isEqualTo(
            file
                + ": valid. copy \"photos\": s3://photos/2026/ at http://127.0.0.1:9 -> volume"
                + " data/in\n");
    assertThat(screen.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "plan", "run"})
  @DisplayName("P-20 P-21 All problems of a manifest are told, a line each, and nothing is touched")
  void everyProblemOnALineOfItsOwn(String command) throws IOException {
    String file = manifest(VALID.replace("photos, prefix", "-photos, prefiks"));
    assertThat(screen.run(command, file)).isEqualTo(2);
    assertThat(screen.err().lines())
        .hasSize(3)
        .contains("s3copy: " + file + ": 2 problems, nothing was touched:")
        .anyMatch(line -> line.startsWith("  spec.source.s3.bucket: "))
        .anyMatch(line -> line.startsWith("  spec.source.s3.prefiks: "));
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void aMissingFileIsOneLine() {
    assertThat(screen.run("run", "/nowhere/copy.yaml")).isEqualTo(2);
    assertThat(screen.err())
        .isEqualTo("s3copy: /nowhere/copy.yaml: no such file; check the path\n");
  }

  @Test
  @DisplayName("P-21 With --output json even a refused run ends in one JSON object")
  void aRefusedRunIsJsonToo() {
    assertThat(screen.run("run", "/nowhere/copy.yaml", "--output", "json")).isEqualTo(2);
    assertThat(screen.out())
        .startsWith("{\"phase\":\"Failed\",")
        .endsWith(
            "\"error\":{\"code\":\"ManifestInvalid\",\"message\":\"/nowhere/copy.yaml: no such"
                + " file; check the path\"}}\n");
  }
}
