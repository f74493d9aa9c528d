// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A case of `bad-manifests.yaml`.
///
/// @param old the manifest before an update; missing where the case is about creation
record BadManifest(String what, ObjectNode manifest, JsonNode old, List<String> problems) {

  static List<BadManifest> all() throws IOException, InvalidYamlException {
    JsonNode file;
    try (InputStream in = BadManifest.class.getResourceAsStream("bad-manifests.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      file = YamlDocuments.parse(text).getFirst();
    }
    List<BadManifest> all = new ArrayList<>();
    for (JsonNode one : file.path("cases")) {
      List<String> problems = new ArrayList<>();
      one.path("problems")
          .forEach(problem -> problems.add(problem.asText().replace("{ü × 513}", "ü".repeat(513))));
      all.add(
          new BadManifest(
              one.path("what").asText(),
              with(file.path("good"), one.path("set")),
              one.has("was") ? with(file.path("good"), one.path("was")) : MissingNode.getInstance(),
              problems));
    }
    return all;
  }

  @Override
  public String toString() {
    return what;
  }

  private static ObjectNode with(JsonNode good, JsonNode changes) {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("apiVersion", "s3copy.dev/v1alpha1").put("kind", "S3Copy");
    manifest.set("metadata", JsonNodeFactory.instance.objectNode().put("name", "bad"));
    ObjectNode spec = manifest.set("spec", good.deepCopy()).withObject("/spec");
    changes.properties().forEach(change -> put(spec, change.getKey(), change.getValue()));
    return manifest;
  }

  private static void put(ObjectNode spec, String path, JsonNode value) {
    int dot = path.lastIndexOf('.');
    ObjectNode parent =
        dot < 0 ? spec : spec.withObject("/" + path.substring(0, dot).replace('.', '/'));
    String name = path.substring(dot + 1);
    if (value.isNull()) {
      parent.remove(name);
    } else if (value.has("repeat") && value.path("repeat").isTextual()) {
      parent.put(name, value.path("repeat").asText().repeat(value.path("times").asInt()));
    } else if (value.has("repeat")) {
      JsonNode item = value.path("repeat").path(0);
      parent.putArray(name).addAll(Collections.nCopies(value.path("times").asInt(), item));
    } else {
      parent.set(name, value);
    }
  }
}
