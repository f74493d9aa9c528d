// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One node of the CRD's structural schema.
record Schema(JsonNode node) {
  /// @param fieldPath the field below `self` that the message is about, such as `.endpoint`; or
  /// empty
  /// @param checked the expression as [CelCompilation] encodes it; empty where the build did not
  record Rule(String expression, String message, String fieldPath, String checked) {
    /// Beside the fields that Kubernetes knows.
    static final String CHECKED = "checked";
  }

  String type() {
    return node.path("type").asText();
  }

  boolean isIntOrString() {
    return node.path("x-kubernetes-int-or-string").asBoolean();
  }

  boolean isDateTime() {
    return node.path("format").asText().equals("date-time");
  }

  Optional<Schema> property(String name) {
    JsonNode property = node.path("properties").get(name);
    JsonNode found = property != null ? property : node.get("additionalProperties");
    return Optional.ofNullable(found).map(Schema::new);
  }

  List<String> propertyNames() {
    List<String> names = new ArrayList<>();
    node.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  Schema items() {
    return new Schema(node.path("items"));
  }

  List<String> required() {
    return texts("required");
  }

  List<String> allowed() {
    return texts("enum");
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : node.path("x-kubernetes-validations")) {
      rules.add(
          new Rule(
              rule.path("rule").asText(),
              rule.path("message").asText(),
              rule.path("fieldPath").asText(),
              rule.path(Rule.CHECKED).asText()));
    }
    return rules;
  }

  /// Puts defaults where fields are missing, into what they bring along too.
  void applyDefaults(JsonNode value) {
    if (value instanceof ObjectNode object) {
      for (String name : propertyNames()) {
        JsonNode property = node.path("properties").path(name);
        if (!object.has(name) && property.has("default")) {
          object.set(name, property.path("default").deepCopy());
        }
        if (object.has(name)) {
          new Schema(property).applyDefaults(object.path(name));
        }
      }
    } else if (value.isArray()) {
      value.forEach(items()::applyDefaults);
    }
  }

  private List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    node.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
