// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.api.validation.ManifestLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What people copy out of the documents must work.
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path CHART = ROOT.resolve("charts/s3copy-operator/README.md");
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");
  private static final Pattern SET = Pattern.compile("--set '?([A-Za-z.]+)=");
  private static final Pattern VALUE = Pattern.compile("(?m)^\\| `([a-z][A-Za-z.`, ]+)` \\|");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");
  private static final Pattern TITLE = Pattern.compile("(?m)^#+ (.*)$");

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
        Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md"), CHART), Stream.concat(docs, examples))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyCopyInADocumentIsValid(Path document) throws IOException {
    for (String yaml : found(YAML, document)) {
      if (!yaml.contains("kind: S3Copy\n")) continue;
      assertThat(ManifestLoader.parse(yaml, document.toString()).problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyValueThatIsSetExists(Path document) throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Rendered.CHART.chart().resolve("values.schema.json").toFile());
    List<String> rows =
        document.endsWith("install.md")
            ? found(VALUE, document).stream()
                .flatMap(row -> Stream.of(row.replace("`", "").split(", ", -1)))
                .toList()
            : List.of();

    assertThat(Stream.concat(found(SET, document).stream(), rows.stream()))
        .allSatisfy(
            value ->
                assertThat(
                        schema.at("/properties/" + value.replace(".", "/properties/")).isObject())
                    .as(value)
                    .isTrue());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) throws IOException {
    List<MatchResult> links = LINK.matcher(Files.readString(document)).results().toList();
    for (MatchResult link : links) {
      Path target =
          link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
      assertThat(target).as("link in %s", document).exists();
      if (link.group(2) != null) {
        assertThat(found(TITLE, target).stream().map(DocumentsTest::anchor))
            .as("title in %s", target)
            .contains(link.group(2));
      }
    }
  }

  /// As GitHub makes them.
  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  private static List<String> found(Pattern pattern, Path document) throws IOException {
    return pattern
        .matcher(Files.readString(document))
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
