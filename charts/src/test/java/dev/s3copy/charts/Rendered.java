// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The chart of this tree, rendered with some values.
record Rendered(List<JsonNode> documents) {
  static final ChartRenderer CHART = ChartRenderer.into("s3copy-system");

  static Rendered with(Map<String, ?> values) {
    return new Rendered(CHART.documents(values));
  }

  Stream<JsonNode> of(String... kinds) {
    return documents.stream().filter(d -> List.of(kinds).contains(d.path("kind").asText()));
  }

  boolean has(String kind) {
    return of(kind).findAny().isPresent();
  }

  JsonNode only(String kind) {
    List<JsonNode> found = of(kind).toList();
    if (found.size() != 1) throw new AssertionError(found.size() + " of " + kind);
    return found.getFirst();
  }

  JsonNode pod() {
    return only("Deployment").at("/spec/template/spec");
  }

  JsonNode container() {
    return pod().at("/containers/0");
  }

  String env(String name) {
    for (JsonNode variable : container().path("env")) {
      if (variable.path("name").asText().equals(name)) return variable.path("value").asText();
    }
    throw new AssertionError("no " + name);
  }
}
