// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.s3copy.api.validation.ManifestLoader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path CHART = Rendered.CHART.chart();

  @Test
  void helmFindsNothingToComplainAbout() {
    LintResult result = new Helm(CHART).lint().strict().call();

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages()).noneMatch(m -> m.contains("ERROR") || m.contains("WARN"));
  }

  @Test
  void theChartCanBePackaged(@TempDir Path folder) {
    new Helm(CHART).packageIt().withDestination(folder).call();

    assertThat(folder).isDirectoryContaining("glob:**/s3copy-operator-*.tgz");
  }

  @Test
  void chartAndImagesHaveTheVersionOfTheProject() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = pom.replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");

    assertThat(chart().path("version").asText()).isEqualTo(version);
    assertThat(chart().path("appVersion").asText()).isEqualTo(version);
  }

  @Test
  void everyDefinitionIsAnnounced() throws IOException {
    List<String> announced = new ArrayList<>();
    for (JsonNode crd : YAML.readTree(annotation("crds"))) {
      announced.add(crd.path("name").asText());
    }

    assertThat(announced)
        .containsExactlyInAnyOrderElementsOf(
            Rendered.with(Map.of())
                .of("CustomResourceDefinition")
                .map(crd -> crd.at("/metadata/name").asText())
                .toList());
  }

  @Test
  void theExamplesThatAreAnnouncedAreValid() throws IOException {
    for (JsonNode example : YAML.readTree(annotation("crdsExamples"))) {
      String text = YAML.writeValueAsString(example);
      assertThat(ManifestLoader.parse(text, "Chart.yaml").problems()).isEmpty();
    }
  }

  @Test
  void everyObjectIsOneAClientTakesAndSaysWhereItGoes() {
    List<HasMetadata> objects = Rendered.CHART.objects(Map.of());

    assertThat(objects)
        .hasSameSizeAs(Rendered.CHART.documents(Map.of()))
        .allSatisfy(
            object -> {
              assertThat(object.getMetadata().getLabels())
                  .containsEntry("app.kubernetes.io/part-of", "s3copy");
              if (!object.getKind().startsWith("Cluster") && !object.getKind().startsWith("Custom"))
                assertThat(object.getMetadata().getNamespace()).isEqualTo("s3copy-system");
            });
  }

  private static String annotation(String name) throws IOException {
    return chart().path("annotations").path("artifacthub.io/" + name).asText();
  }

  private static JsonNode chart() throws IOException {
    return YAML.readTree(CHART.resolve("Chart.yaml").toFile());
  }
}
