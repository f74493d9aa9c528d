// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.runtime.CelEvaluationException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelRulesTest {
  private static final List<String> HOSTILE_TEXTS =
      List.of(
          "",
          "/",
          "a//b",
          "\0",
          "a\nb",
          "..",
          "a/../b",
          "ü".repeat(513),
          "🎒".repeat(256),
          "🎒".repeat(257),
          "\ud800",
          "[",
          "[]]",
          "[^]]",
          "{a,b}",
          "{a",
          "\\",
          "\\\\",
          "a\\[",
          "[a-z]{x,y}".repeat(200),
          "1Ki",
          "0.5",
          "1024",
          "-1",
          "1E3",
          "https://h",
          "https://h:70/x",
          "https://u@h",
          "http://[::1]:9000",
          "1.2.3.4",
          "2026-01-01T00:00:00Z");

  private static final CelRules OURS = new CelRules();
  private static final CelLibrary LIBRARY = new CelLibrary();
  private static final Set<Object> VALUES = new LinkedHashSet<>();

  static Set<String> rules() {
    Set<String> rules = new TreeSet<>();
    collectRules(new ManifestValidator().root().node(), rules);
    return rules;
  }

  private static void collectRules(JsonNode schema, Set<String> rules) {
    new Schema(schema).rules().forEach(rule -> rules.add(rule.expression()));
    schema.forEach(below -> collectRules(below, rules));
  }

  /// Each rule sees every value of every bad manifest, whether it was written for it or not.
  @ParameterizedTest
  @MethodSource("rules")
  void aRuleOfTheCrdComesToWhatTheLibraryMakesOfIt(String rule)
      throws IOException, InvalidYamlException {
    Object previous = "";
    for (Object value : values()) {
      Map<String, Object> variables = Map.of("self", value, "oldSelf", previous);
      assertThat(ours(rule, variables)).as("%s", variables).isEqualTo(library(rule, variables));
      variables = Map.of("self", value, "oldSelf", value);
      assertThat(ours(rule, variables)).as("%s", variables).isEqualTo(library(rule, variables));
      previous = value;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true || self.absent",
        "self.absent || true",
        "!(false && self.absent)",
        "!(self.absent && false)",
        "self.absent || false",
        "self.absent && true",
        "true || false && false",
        "!true == false",
        "(true ? 1 : 2) == 1",
        "true ? false : true ? true : false",
        "'a' + \"b\" + r'\\n' == 'ab\\\\n'",
        "'\\u00e4\\'\\\"' == \"ä'\\\"\"",
        "[1, 2, 3].all(x, x > 0 && x <= 3)",
        "[].all(x, false)",
        "[[1], [2]].all(l, l.all(x, x >= 1))",
        "[true, false].filter(x, x).size() == 1",
        "'🎒'.size() == 1",
        "size(bytes('🎒')) == 4",
        "bytes('a') < bytes('\u00e4')",
        "self == 'text'",
        "has(self.field)",
        "1 < 2 == true",
      })
  void whatThePartOfTheLanguageMeansIsWhatTheLibrarySays(String expression) {
    Map<String, Object> variables = Map.of("self", Map.of("field", "x"), "oldSelf", "");
    assertThat(ours(expression, variables)).isEqualTo(library(expression, variables));
  }

  @ParameterizedTest
  @ValueSource(strings = {"self.map(x, x)", "self -", "'a", "has(self)", "self.a(", "1 2", "a[0]"})
  void whatIsNotKnownIsADefectOfTheRule(String expression) {
    assertThatIllegalStateException()
        .isThrownBy(() -> OURS.holds(expression, Map.of("self", "x")))
        .withMessageContaining(expression);
  }

  @Test
  void aPatternThatWouldTakeOtherEnginesForEverTakesNoTime() throws Exception {
    Map<String, Object> variables = Map.of("self", "a".repeat(5_000) + "!");
    assertThat(OURS.holds("self.matches('^(a|a)*(a|aa)*$')", variables)).isFalse();
  }

  private static String ours(String rule, Map<String, Object> variables) {
    try {
      return String.valueOf(OURS.holds(rule, variables));
    } catch (CelException e) {
      return "fails";
    }
  }

  private static String library(String rule, Map<String, Object> variables) {
    try {
      return String.valueOf(LIBRARY.holds(rule, variables));
    } catch (CelEvaluationException e) {
      return "fails";
    }
  }

  private static Set<Object> values() throws IOException, InvalidYamlException {
    if (VALUES.isEmpty()) {
      VALUES.addAll(HOSTILE_TEXTS);
      VALUES.addAll(List.of(0L, -1L, Long.MAX_VALUE, 1024L, true, false, List.of(), Map.of()));
      VALUES.add(HOSTILE_TEXTS);
      for (BadManifest bad : BadManifest.all()) {
        value(bad.manifest());
        value(bad.old());
      }
    }
    return VALUES;
  }

  private static Object value(JsonNode json) {
    Object value = converted(json);
    VALUES.add(value);
    return value;
  }

  private static Object converted(JsonNode json) {
    if (json.isObject()) {
      Map<String, Object> map = new HashMap<>();
      json.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
      return map;
    }
    if (json.isArray()) {
      List<Object> list = new ArrayList<>();
      json.forEach(item -> list.add(value(item)));
      return list;
    }
    if (json.isBoolean()) return json.booleanValue();
    return json.isIntegralNumber() ? (Object) json.longValue() : timeOrText(json.asText());
  }

  private static Object timeOrText(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return text;
    }
  }
}
