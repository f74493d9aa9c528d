// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.s3copy.api.validation.Schema.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The CRD as JSON with its rules checked, made from the committed YAML by the build: to parse that
/// much YAML, and the rules, would be a good part of a short run.
final class CrdJson {
  private static final String CRD = "/s3copies.s3copy.dev.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private CrdJson() {}

  /// @param args the CRD in YAML, and where its JSON goes
  public static void main(String[] args) throws IOException, InvalidYamlException {
    JsonNode crd = YamlDocuments.parse(Files.readString(Path.of(args[0]))).getFirst();
    for (JsonNode rules : crd.findValues("x-kubernetes-validations")) {
      for (JsonNode rule : rules) {
        String checked = CelCompilation.encoded(rule.path("rule").asText());
        ((ObjectNode) rule).put(Rule.CHECKED, checked);
      }
    }
    Files.write(Path.of(args[1]), JSON.writeValueAsBytes(crd));
  }

  static Schema schema() {
    try (InputStream in = CrdJson.class.getResourceAsStream(CRD)) {
      JsonNode crd = JSON.readTree(Objects.requireNonNull(in, "broken build: " + CRD));
      return new Schema(crd.path("spec").path("versions").path(0).at("/schema/openAPIV3Schema"));
    } catch (IOException e) {
      throw new UncheckedIOException("broken build: " + CRD, e);
    }
  }
}
