// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwitchesTest {
  private static final Map<String, ?> OFF = Map.of("enabled", false);
  private static final Map<String, ?> ON = Map.of("enabled", true);

  @Test
  void oneReplicaNeverHoldsUpTheDrainingOfItsNode() {
    JsonNode budget = Rendered.with(Map.of()).only("PodDisruptionBudget");

    assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
    assertThat(budget.path("spec").has("minAvailable")).isFalse();
    assertThat(Rendered.with(Map.of("podDisruptionBudget", OFF)).has("PodDisruptionBudget"))
        .isFalse();
  }

  @Test
  void theNetworkPolicyLetsInTheMetricsAndOutToDnsAndTheApiServer() {
    JsonNode policy =
        Rendered.with(
                Map.of(
                    "networkPolicy",
                    Map.of(
                        "apiServerPorts", List.of(6443),
                        "apiServerCidrs", List.of("10.1.0.0/16"),
                        "ingressFrom", List.of(Map.of("podSelector", Map.of())))))
            .only("NetworkPolicy")
            .path("spec");

    assertThat(policy.path("policyTypes"))
        .map(JsonNode::asText)
        .containsExactly("Ingress", "Egress");
    assertThat(policy.at("/ingress/0/ports")).map(SwitchesTest::port).containsExactly("TCP 8080");
    assertThat(policy.at("/ingress/0/from/0").has("podSelector")).isTrue();
    assertThat(policy.path("egress")).hasSize(2);
    assertThat(policy.at("/egress/0/ports"))
        .map(SwitchesTest::port)
        .containsExactly("UDP 53", "TCP 53");
    assertThat(policy.at("/egress/1/ports")).map(SwitchesTest::port).containsExactly("TCP 6443");
    assertThat(policy.at("/egress/1/to/0/ipBlock/cidr").asText()).isEqualTo("10.1.0.0/16");
  }

  @Test
  void theNetworkPolicyCanBeLeftOut() {
    assertThat(Rendered.with(Map.of("networkPolicy", OFF)).has("NetworkPolicy")).isFalse();
  }

  @Test
  void theMetricsServiceLeadsToThePod() {
    Rendered rendered = Rendered.with(Map.of());

    assertThat(rendered.only("Service").at("/spec/selector"))
        .isEqualTo(rendered.only("Deployment").at("/spec/selector/matchLabels"));
    assertThat(Rendered.with(Map.of("metrics", Map.of("service", OFF))).has("Service")).isFalse();
  }

  @Test
  void whatNeedsThePrometheusOperatorIsOffUntilAskedFor() {
    Rendered off = Rendered.with(Map.of());
    Rendered on =
        Rendered.with(Map.of("metrics", Map.of("serviceMonitor", ON, "prometheusRule", ON)));

    assertThat(off.has("ServiceMonitor") || off.has("PrometheusRule")).isFalse();
    on.only("ServiceMonitor")
        .at("/spec/selector/matchLabels")
        .properties()
        .forEach(
            label ->
                assertThat(on.only("Service").at("/metadata/labels").get(label.getKey()))
                    .isEqualTo(label.getValue()));
    assertThat(on.only("PrometheusRule").at("/spec/groups/0/rules")).isNotEmpty();
  }

  @Test
  void aServiceMonitorWithoutItsServiceIsRefused() {
    assertThatThrownBy(
            () -> Rendered.with(Map.of("metrics", Map.of("service", OFF, "serviceMonitor", ON))))
        .hasMessageContaining("needs metrics.service.enabled");
  }

  @Test
  void peopleGetRolesThatJoinTheClustersOwn() {
    assertThat(Rendered.with(Map.of()).of("ClusterRole"))
        .filteredOn(role -> role.at("/metadata/labels").toString().contains("aggregate-to"))
        .map(role -> role.at("/metadata/name").asText())
        .containsExactlyInAnyOrder("s3copy-viewer", "s3copy-editor", "s3copy-admin");
    assertThat(Rendered.with(Map.of("rbac", Map.of("userRoles", false))).of("ClusterRole"))
        .map(role -> role.at("/metadata/name").asText())
        .containsExactlyInAnyOrder("s3copy-operator", "s3copy-worker");
  }

  private static String port(JsonNode port) {
    return port.path("protocol").asText() + " " + port.path("port").asInt();
  }
}
