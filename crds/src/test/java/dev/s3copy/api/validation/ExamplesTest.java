// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../examples"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsValidAndSaysHowItIsRun(Path example) throws IOException {
    LoadedManifest loaded = ManifestLoader.load(example);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.notes()).isEmpty();
    assertThat(loaded.copy().getMetadata().getName() + ".yaml")
        .isEqualTo(example.getFileName().toString());
    assertThat(Files.readString(example))
        .contains("./s3copy run examples/" + example.getFileName());
  }

  @Test
  void theManifestInTheConfigurationDocumentIsValid() throws IOException {
    String document = Files.readString(Path.of("../docs/configuration.md"));
    int start = document.indexOf("```yaml\napiVersion") + "```yaml\n".length();

    assertThat(
            ManifestLoader.parse(document.substring(start, document.indexOf("```", start)), "doc")
                .problems())
        .isEmpty();
  }
}
