// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The chart carries copies of the definitions, because Helm reads nothing outside the chart.
class CrdTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path COPIES = Rendered.CHART.chart().resolve("files/crds");

  static List<Path> made() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../crds"))) {
      return files.filter(file -> file.toString().endsWith(".s3copy.dev.yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("made")
  void theChartHasTheDefinitionThatTheRecordsMake(Path made) throws IOException {
    Path copy = COPIES.resolve(made.getFileName());
    if (Boolean.getBoolean("s3copy.regenerate")) Files.writeString(copy, Files.readString(made));

    assertThat(copy)
        .as("to make it again: ./mvnw -pl charts -am test -Dtest=CrdTest -Ds3copy.regenerate=true")
        .hasSameTextualContentAs(made);
  }

  @Test
  void theChartHasNoOtherDefinition() throws IOException {
    try (Stream<Path> copies = Files.list(COPIES)) {
      assertThat(copies.map(Path::getFileName).sorted())
          .isEqualTo(made().stream().map(Path::getFileName).toList());
    }
  }

  /// Helm's templates read numbers as floating point: nothing may be lost on the way.
  @ParameterizedTest
  @MethodSource("made")
  void renderingChangesNothingOfADefinition(Path made) throws IOException {
    JsonNode wanted = YAML.readTree(made.toFile());

    JsonNode rendered =
        Rendered.with(Map.of())
            .of("CustomResourceDefinition")
            .filter(crd -> crd.at("/metadata/name").equals(wanted.at("/metadata/name")))
            .findAny()
            .orElseThrow();

    assertThat(rendered.path("spec").equals(SAME_NUMBERS, wanted.path("spec"))).isTrue();
  }

  @Test
  void definitionsOutliveTheReleaseUnlessToldOtherwise() {
    String policy = "/metadata/annotations/helm.sh~1resource-policy";

    assertThat(Rendered.with(Map.of()).of("CustomResourceDefinition"))
        .hasSize(2)
        .allSatisfy(crd -> assertThat(crd.at(policy).asText()).isEqualTo("keep"));
    assertThat(Rendered.with(Map.of("crds", Map.of("keep", false))).of("CustomResourceDefinition"))
        .hasSize(2)
        .allSatisfy(crd -> assertThat(crd.at(policy).isMissingNode()).isTrue());
  }

  @Test
  void definitionsCanBeLeftToOthers() {
    assertThat(
            Rendered.with(Map.of("crds", Map.of("enabled", false))).has("CustomResourceDefinition"))
        .isFalse();
  }

  private static final Comparator<JsonNode> SAME_NUMBERS =
      (a, b) -> {
        if (a.equals(b)) return 0;
        if (!a.isNumber() || !b.isNumber()) return 1;
        return new BigDecimal(a.asText()).compareTo(new BigDecimal(b.asText()));
      };
}
