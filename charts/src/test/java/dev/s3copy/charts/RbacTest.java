// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what is read in full whenever it changes: the rendered rules are committed.
class RbacTest {
  private static final String[] KINDS = {
    "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"
  };
  private static final Map<String, ?> TWO_NAMESPACES =
      Map.of("watchNamespaces", List.of("team-a", "team-b"));
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.SPLIT_LINES));

  static Stream<Map<String, ?>> modes() {
    return Stream.of(Map.of(), TWO_NAMESPACES);
  }

  @Test
  void clusterWideRightsAreTheCommittedOnes() throws IOException {
    mustBe("cluster-wide.yaml", Rendered.with(Map.of()));
  }

  @Test
  void rightsInListedNamespacesAreTheCommittedOnes() throws IOException {
    mustBe("listed-namespaces.yaml", Rendered.with(TWO_NAMESPACES));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void noRuleReachesSecretsOrIntoPodsOrIsAWildcard(Map<String, ?> values) {
    assertThat(rules(Rendered.with(values)))
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(words(rule, "apiGroups")).doesNotContain("*");
              assertThat(words(rule, "resources"))
                  .noneMatch(resource -> resource.contains("*"))
                  .doesNotContain(
                      "secrets",
                      "configmaps",
                      "pods/exec",
                      "pods/log",
                      "pods/attach",
                      "pods/portforward",
                      "pods/ephemeralcontainers",
                      "serviceaccounts/token",
                      "nodes",
                      "roles",
                      "clusterroles",
                      "clusterrolebindings");
              assertThat(words(rule, "verbs"))
                  .doesNotContain("*", "bind", "escalate", "impersonate");
            });
  }

  @Test
  void inListedNamespacesThereIsNothingClusterWide() {
    Rendered rendered = Rendered.with(TWO_NAMESPACES);

    assertThat(rendered.of("ClusterRole", "ClusterRoleBinding")).isEmpty();
    assertThat(rendered.of("Role", "RoleBinding"))
        .allSatisfy(
            role ->
                assertThat(role.at("/metadata/namespace").asText())
                    .isIn("team-a", "team-b", "s3copy-system"));
    assertThat(
            rendered
                .of("Role")
                .filter(role -> role.at("/metadata/namespace").asText().equals("s3copy-system"))
                .map(role -> role.at("/metadata/name").asText()))
        .containsExactly("s3copy-operator-leader-election");
  }

  /// Kubernetes lets nobody grant what they lack: without this no worker could ever start.
  @Test
  void theOperatorHoldsAllThatAWorkerGets() {
    Rendered rendered = Rendered.with(Map.of());

    assertThat(rights(rendered, "s3copy-operator"))
        .isNotEmpty()
        .containsAll(rights(rendered, "s3copy-worker"));
  }

  @Test
  void rightsCanBeLeftToOthers() {
    assertThat(
            Rendered.with(Map.of("rbac", Map.of("create", false, "userRoles", false)))
                .of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"))
        .isEmpty();
    assertThat(
            Rendered.with(
                    Map.of(
                        "serviceAccount",
                        Map.of("create", false, "name", "mine"),
                        "leaderElection",
                        Map.of("enabled", false)))
                .of("ServiceAccount", "Role", "RoleBinding"))
        .isEmpty();
  }

  private static Set<String> rights(Rendered rendered, String role) {
    Set<String> rights = new TreeSet<>();
    rendered
        .of("ClusterRole")
        .filter(r -> r.at("/metadata/name").asText().equals(role))
        .flatMap(RbacTest::rulesOf)
        .forEach(
            rule ->
                words(rule, "resources")
                    .forEach(r -> words(rule, "verbs").forEach(v -> rights.add(r + " " + v))));
    return rights;
  }

  private static List<JsonNode> rules(Rendered rendered) {
    return rendered.of("ClusterRole", "Role").flatMap(RbacTest::rulesOf).toList();
  }

  private static Stream<JsonNode> rulesOf(JsonNode role) {
    return role.path("rules").valueStream();
  }

  private static List<String> words(JsonNode rule, String field) {
    return rule.path(field).valueStream().map(JsonNode::asText).toList();
  }

  private static void mustBe(String name, Rendered rendered) throws IOException {
    StringBuilder made = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n");
    for (JsonNode object : rendered.of(KINDS).toList()) {
      ((ObjectNode) object.path("metadata")).remove("labels");
      made.append(YAML.writeValueAsString(object));
    }
    Path committed = Path.of("src/test/resources/rbac", name);
    if (Boolean.getBoolean("s3copy.regenerate")) Files.writeString(committed, made.toString());
    assertThat(committed)
        .as("to make it again: ./mvnw -pl charts -am test -Dtest=RbacTest -Ds3copy.regenerate=true")
        .hasContent(made.toString());
  }
}
