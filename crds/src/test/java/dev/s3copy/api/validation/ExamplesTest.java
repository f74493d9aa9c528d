// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files.filter(ExamplesTest::isCopy).sorted().toList();
    }
  }

  private static boolean isCopy(Path file) {
    try {
      return file.toString().endsWith(".yaml")
          && Files.readString(file).contains("\nkind: S3Copy\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsValidAndSaysHowItIsRun(Path example) throws IOException {
    LoadedManifest loaded = ManifestLoader.load(example);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.notes()).isEmpty();
    String file = Path.of("..").relativize(example).toString();
    assertThat(Files.readString(example))
        .contains("./s3copy run " + file)
        .contains("kubectl apply -f " + file);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsFoundByTheNameOfItsCopy(Path example) throws IOException {
    String name = ManifestLoader.load(example).copy().metadata().getName();

    assertThat(name).startsWith(example.getFileName().toString().replace(".yaml", ""));
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
