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
    String pom = Files.readString(Path.of("../pom.xml"));
    String version = pom.replaceFirst("(?s).*?<revision>(.*?)</revision>.*", "$1");

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

  @Test
  void whoInstallsIsToldTheNextCommands() {
    assertThat(notes(Map.of()))
        .contains("works on the S3Copies of every namespace")
        .contains("kubectl -n s3copy-system rollout status deployment/s3copy-operator")
        .contains("kubectl wait --for=condition=Complete")
        .doesNotContain("crds.");
    assertThat(
            notes(
                Map.of(
                    "watchNamespaces[0]",
                    "team-a",
                    "watchNamespaces[1]",
                    "team-b",
                    "crds.keep",
                    false)))
        .contains("works on the S3Copies of: team-a, team-b.")
        .contains("deletes the CRDs and with them every S3Copy");
    assertThat(notes(Map.of("crds.enabled", false))).contains("installed by somebody else");
  }

  /// The manifest in the notes is what people paste first.
  @Test
  void theCopyInTheNotesIsValid() {
    String notes = notes(Map.of());
    int start = notes.indexOf("    apiVersion: s3copy.dev");
    String manifest = notes.substring(start, notes.indexOf("    EOF", start));

    assertThat(
            ManifestLoader.parse(
                    manifest.replace("SOURCE", "source").replace("DESTINATION", "destination"),
                    "NOTES.txt")
                .problems())
        .isEmpty();
  }

  private static String notes(Map<String, ?> values) {
    var install =
        new Helm(CHART)
            .install()
            .withName("s3copy-operator")
            .withNamespace("s3copy-system")
            .withKubeVersion("1.35.0")
            .clientOnly()
            .dryRun();
    values.forEach(install::set);
    String output = install.call().getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }

  private static String annotation(String name) throws IOException {
    return chart().path("annotations").path("artifacthub.io/" + name).asText();
  }

  private static JsonNode chart() throws IOException {
    return YAML.readTree(CHART.resolve("Chart.yaml").toFile());
  }
}
