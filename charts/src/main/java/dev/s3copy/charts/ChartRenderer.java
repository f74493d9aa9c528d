// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What `helm template RELEASE charts/s3copy-operator -n NAMESPACE -f VALUES` prints.
///
/// @param chart the folder of the chart
/// @param release name of the release; `s3copy-operator` gives the objects that name too
/// @param namespace where the operator lives
public record ChartRenderer(Path chart, String release, String namespace) {
  /// Helm assumes 1.20 where it is not told, which the chart refuses.
  private static final String KUBERNETES = "1.35.0";

  private static final String PLACE = "charts/s3copy-operator";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /// The chart of this source tree, found from the folder of any module.
  public static ChartRenderer into(String namespace) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path chart = at.resolve(PLACE);
      if (Files.exists(chart.resolve("Chart.yaml"))) {
        return new ChartRenderer(chart, "s3copy-operator", namespace);
      }
    }
    throw new IllegalStateException("no " + PLACE + " in or above " + Path.of("").toAbsolutePath());
  }

  /// The documents as text, in the order in which Helm applies them.
  ///
  /// @param values laid over values.yaml, nested as there
  /// @throws IllegalStateException with Helm's words where values or templates are wrong
  public String yaml(Map<String, ?> values) {
    try {
      Path file = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(file, JSON.writeValueAsString(values));
        return new Helm(chart)
            .template()
            .withName(release)
            .withNamespace(namespace)
            .withKubeVersion(KUBERNETES)
            .withValuesFile(file)
            .call();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same as plain trees.
  public List<JsonNode> documents(Map<String, ?> values) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml(values))) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same as objects a Kubernetes client takes: `client.resource(each).serverSideApply()`.
  public List<HasMetadata> objects(Map<String, ?> values) {
    var serialization = new KubernetesSerialization();
    return documents(values).stream()
        .<HasMetadata>map(document -> serialization.unmarshal(document.toString()))
        .toList();
  }
}
