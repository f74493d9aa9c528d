// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import static dev.s3copy.api.validation.SchemaCheck.child;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cel.runtime.CelEvaluationException;
import dev.s3copy.api.validation.Schema.Rule;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Evaluates the rules at every node of a value that has the right shape.
final class RuleCheck {
  private static final Pattern OLD_SELF = Pattern.compile("\\boldSelf\\b");

  private final CelRules cel;
  private final List<Finding> ofSchema;
  private final List<Problem> problems = new ArrayList<>();

  /// @param ofSchema what the schema found; rules that would read such a value are left out
  RuleCheck(CelRules cel, List<Finding> ofSchema) {
    this.cel = cel;
    this.ofSchema = ofSchema.stream().filter(Finding::misleadsRules).toList();
  }

  /// @param old the value before an update; missing on creation, and then rules that compare with
  /// it do not apply
  List<Problem> check(String path, Schema schema, JsonNode value, JsonNode old) {
    node(path, schema, value, old);
    return problems;
  }

  private void node(String path, Schema schema, JsonNode value, JsonNode old) {
    if (ofSchema.stream().noneMatch(finding -> finding.isAtOrBelow(path))) {
      schema.rules().forEach(rule -> apply(path, schema, rule, value, old));
    }
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        schema
            .property(field.getKey())
            .ifPresent(
                property ->
                    node(
                        child(path, field.getKey()),
                        property,
                        field.getValue(),
                        old.path(field.getKey())));
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        // Items of a list without keys have no counterpart in the old list.
        node(path + "[" + i + "]", schema.items(), value.path(i), MissingNode.getInstance());
      }
    }
  }

  private void apply(String path, Schema schema, Rule rule, JsonNode value, JsonNode old) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", toCel(schema, value));
    if (OLD_SELF.matcher(rule.expression()).find()) {
      if (old.isMissingNode()) {
        return;
      }
      variables.put("oldSelf", toCel(schema, old));
    }
    String shown = value.isContainerNode() ? "" : shown(value) + ": ";
    try {
      if (!cel.holds(rule, variables)) {
        problems.add(
            new Problem(path + rule.fieldPath(), "Invalid value: " + shown + rule.message()));
      }
    } catch (CelEvaluationException e) {
      problems.add(
          new Problem(
              path, "Invalid value: " + e.getMessage() + " evaluating rule: " + rule.message()));
    }
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? Quoted.quote(value.textValue()) : value.asText();
  }

  private static Object toCel(Schema schema, JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> map = new HashMap<>();
      value
          .properties()
          .forEach(
              field ->
                  schema
                      .property(field.getKey())
                      .ifPresent(
                          property -> map.put(field.getKey(), toCel(property, field.getValue()))));
      return map;
    }
    if (value.isArray()) {
      List<Object> list = new ArrayList<>();
      value.forEach(item -> list.add(toCel(schema.items(), item)));
      return list;
    }
    if (value.isTextual() && schema.isDateTime()) {
      return OffsetDateTime.parse(value.textValue()).toInstant();
    }
    return value.isTextual()
        ? value.textValue()
        : value.isBoolean() ? value.booleanValue() : value.longValue();
  }
}
