// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDGenerator.CRDOutput;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/// Makes a CRD's YAML from its records.
final class CrdGeneration {
  static final String COMMAND = "./mvnw -pl crds test -Dtest='*DriftTest' -Ds3copy.regenerate=true";

  private static final String HEADER =
      """
      # SPDX-License-Identifier: Apache-2.0
      # Made from the records of dev.s3copy.api; do not edit. To make it again:
      #   %s
      """
          .formatted(COMMAND);

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(Feature.SPLIT_LINES, Feature.WRITE_DOC_START_MARKER)
              .enable(Feature.MINIMIZE_QUOTES, Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .build());

  static String yaml(Class<? extends HasMetadata> resource) {
    try {
      return HEADER + YAML.writeValueAsString(tree(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The CRD as a tree, read back from what the generator wrote.
  static JsonNode tree(Class<? extends HasMetadata> resource) throws IOException {
    Memory memory = new Memory();
    new CRDGenerator()
        .withObjectMapper(YAML, new KubernetesSerialization())
        .customResourceClasses(resource)
        .forCRDVersions("v1")
        .withPostProcessor(new CrdFinish())
        .withOutput(memory)
        .generate();
    JsonNode tree = YAML.readTree(memory.bytes.toByteArray());
    wholeNumbers(tree);
    return tree;
  }

  private CrdGeneration() {}

  /// The model holds bounds as doubles; nobody wants to read `maximum: 1.0E9`.
  private static void wholeNumbers(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().stream()
          .filter(field -> field.getValue().isDouble())
          .forEach(field -> object.put(field.getKey(), field.getValue().longValue()));
      object.forEach(CrdGeneration::wholeNumbers);
    } else if (node instanceof ArrayNode array) {
      array.forEach(CrdGeneration::wholeNumbers);
    }
  }

  private static final class Memory implements CRDOutput<OutputStream> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public OutputStream outputFor(String crdName) {
      return bytes;
    }

    @Override
    public URI crdURI(String crdName) {
      return URI.create("file:///" + crdName);
    }

    @Override
    public void close() {}
  }
}
