// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'replica': 2}|'replica' not allowed",
        "{'crds': {'enable': true}}|'enable' not allowed",
        "{'worker': {'image': {'name': 'x'}}}|'name' not allowed",
        "{'metrics': {'serviceMonitor': {'enabled': 'yes'}}}|want boolean",
        "{'watchNamespaces': 'team-a'}|want array",
        "{'watchNamespaces': ['Team_A']}|/watchNamespaces/0",
        "{'image': {'digest': 'latest'}}|/image/digest",
        "{'image': {'pullPolicy': 'Sometimes'}}|/image/pullPolicy",
        "{'replicas': -1}|/replicas",
        "{'allowedEndpoints': ['https://minio:9000']}|/allowedEndpoints/0",
        "{'allowedEndpoints': ['10.0.0.0/8,127.0.0.1']}|/allowedEndpoints/0",
        "{'allowedEndpoints': ['10.0.0.0/33']}|/allowedEndpoints/0",
        "{'allowedEndpoints': ['10.0.0']}|/allowedEndpoints/0",
        "{'allowedEndpoints': ['::1/129']}|/allowedEndpoints/0",
        "{'extraEnv': [{'name': 'S3COPY_WORKER_ROLE', 'value': 'ClusterRole/admin'}]}|/extraEnv/0",
        "{'networkPolicy': {'apiServerPorts': [0]}}|/networkPolicy/apiServerPorts/0",
        "{'podDisruptionBudget': {'minAvailable': 1}}|'minAvailable' not allowed",
      },
      quoteCharacter = '"')
  void aWrongValueIsRefusedWithItsPlace(String values, String said) throws IOException {
    assertThatThrownBy(() -> Rendered.with(parsed(values))).hasMessageContaining(said);
  }

  @Test
  void everyFormOfAnExceptionIsTaken() {
    List<String> forms =
        List.of(
            "169.254.170.23",
            "10.0.0.0/8",
            "0.0.0.0/0",
            "::1",
            "fd00:ec2::/32",
            "::ffff:10.0.0.1/128",
            "localhost",
            "minio.local",
            "*.s3-2.local");

    assertThat(Rendered.with(Map.of("allowedEndpoints", forms)).env("S3COPY_ALLOWED_ENDPOINTS"))
        .isEqualTo(String.join(",", forms));
  }

  @Test
  void theSchemaKnowsExactlyTheDefaults() throws IOException {
    JsonNode defaults = YAML.readTree(Rendered.CHART.chart().resolve("values.yaml").toFile());
    JsonNode schema = JSON.readTree(Rendered.CHART.chart().resolve("values.schema.json").toFile());

    Set<String> known = new TreeSet<>();
    collectKnown("", schema, known);
    Set<String> given = new TreeSet<>();
    collectGiven("", defaults, schema, given);
    known.remove("/global");

    assertThat(given).isEqualTo(known);
  }

  private static void collectKnown(String at, JsonNode schema, Set<String> into) {
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              into.add(at + "/" + field.getKey());
              collectKnown(at + "/" + field.getKey(), field.getValue(), into);
            });
  }

  private static void collectGiven(String at, JsonNode values, JsonNode schema, Set<String> into) {
    if (!schema.has("properties")) return;
    values
        .properties()
        .forEach(
            field -> {
              String path = at + "/" + field.getKey();
              into.add(path);
              collectGiven(
                  path, field.getValue(), schema.at("/properties/" + field.getKey()), into);
            });
    if (at.endsWith("esources")) {
      schema.path("properties").fieldNames().forEachRemaining(name -> into.add(at + "/" + name));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> parsed(String values) throws JsonProcessingException {
    return JSON.readValue(values.replace('\'', '"'), Map.class);
  }
}
