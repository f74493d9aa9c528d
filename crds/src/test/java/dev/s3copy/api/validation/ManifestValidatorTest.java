// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.runtime.CelEvaluationException;
import dev.s3copy.api.validation.Schema.Rule;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestValidatorTest {
  private static final ManifestValidator VALIDATOR = new ManifestValidator();

  static List<BadManifest> badManifests() throws IOException, InvalidYamlException {
    return BadManifest.all();
  }

  @ParameterizedTest
  @MethodSource("badManifests")
  void aBadManifestGivesExactlyItsProblems(BadManifest bad) {
    if (bad.old() instanceof ObjectNode old) {
      assertThat(VALIDATOR.validate(old)).as("before the update").isEmpty();
    }

    assertThat(VALIDATOR.validate(bad.manifest(), bad.old()))
        .extracting(Problem::toString)
        .containsExactlyInAnyOrderElementsOf(bad.problems());
  }

  @Test
  void everyRuleOfTheCrdIsBrokenByABadManifest() throws IOException, InvalidYamlException {
    Set<String> messages = new HashSet<>();
    collect(VALIDATOR.root().node(), messages);

    List<String> problems =
        badManifests().stream().map(BadManifest::problems).flatMap(List::stream).toList();
    assertThat(messages)
        .hasSizeGreaterThan(40)
        .allSatisfy(
            message -> assertThat(problems).anyMatch(problem -> problem.endsWith(": " + message)));
  }

  @Test
  void everyRuleOfTheCrdIsCarriedAsCompilingItNowWouldGive() {
    List<JsonNode> nodes = VALIDATOR.root().node().findParents("x-kubernetes-validations");
    List<Rule> rules = nodes.stream().flatMap(node -> new Schema(node).rules().stream()).toList();

    assertThat(rules)
        .hasSizeGreaterThan(40)
        .allSatisfy(
            rule ->
                assertThat(rule.checked()).isEqualTo(CelCompilation.encoded(rule.expression())));
  }

  @Test
  void aRuleThatTheBuildDidNotCheckIsCompiled() throws CelEvaluationException {
    Rule rule = new Rule("quantity('1Gi').compareTo(quantity(self)) == 1", "", "", "");
    CelRules cel = new CelRules();

    assertThat(cel.holds(rule, Map.of("self", "1Mi"))).isTrue();
    assertThat(cel.holds(rule, Map.of("self", "2Gi"))).isFalse();
  }

  @Test
  void everyKindOfSchemaBoundIsBrokenByABadManifest() throws IOException, InvalidYamlException {
    List<String> problems =
        badManifests().stream().map(BadManifest::problems).flatMap(List::stream).toList();
    assertThat(
            Stream.of(
                "Required value",
                "Unsupported value",
                "Too long",
                "Too many",
                "should match",
                "chars long",
                "greater than or equal",
                "less than or equal",
                "type date-time",
                "type integer,string",
                "type object",
                "unknown field"))
        .allSatisfy(kind -> assertThat(problems).anyMatch(problem -> problem.contains(kind)));
  }

  @Test
  void everyStringListAndMapOfTheSpecIsBounded() {
    assertBounded("spec", VALIDATOR.root().node().at("/properties/spec"));
  }

  private static void assertBounded(String path, JsonNode schema) {
    boolean isText = schema.path("type").asText().equals("string") && !schema.has("enum");
    assertThat(!isText || schema.has("maxLength") || schema.has("format")).as(path).isTrue();
    assertThat(!schema.has("items") || schema.has("maxItems")).as(path).isTrue();
    assertThat(!schema.has("additionalProperties") || schema.has("maxProperties"))
        .as(path)
        .isTrue();
    assertThat(schema.has("description") || path.endsWith("[]")).as(path).isTrue();
    schema
        .path("properties")
        .properties()
        .forEach(property -> assertBounded(path + "." + property.getKey(), property.getValue()));
    Stream.of("items", "additionalProperties")
        .filter(schema::has)
        .forEach(below -> assertBounded(path + "[]", schema.path(below)));
  }

  private static void collect(JsonNode schema, Set<String> messages) {
    new Schema(schema).rules().forEach(rule -> messages.add(rule.message()));
    schema.forEach(below -> collect(below, messages));
  }
}
