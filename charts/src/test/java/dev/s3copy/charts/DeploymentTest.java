// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);

  @Test
  void thePodIsAllowedInARestrictedNamespace() {
    Rendered rendered = Rendered.with(Map.of());
    JsonNode pod = rendered.pod().path("securityContext");
    JsonNode container = rendered.container().path("securityContext");

    assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.path("runAsUser").asInt()).isEqualTo(65532);
    assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/capabilities/drop")).map(JsonNode::asText).containsExactly("ALL");
    assertThat(rendered.container().at("/volumeMounts/0/mountPath").asText()).isEqualTo("/tmp");
    assertThat(rendered.pod().at("/volumes/0").has("emptyDir")).isTrue();
  }

  @Test
  void healthIsAskedForAtThePortTheOperatorIsTold() {
    Rendered rendered = Rendered.with(Map.of());
    JsonNode container = rendered.container();

    assertThat(rendered.env("S3COPY_PORT")).isEqualTo("8080");
    assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
  }

  @Test
  void theDefaultsAreOneReplicaWithLeaderElectionForAllNamespaces() {
    Rendered rendered = Rendered.with(Map.of());

    assertThat(rendered.only("Deployment").at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(rendered.env("S3COPY_LEADER_ELECTION")).isEqualTo("true");
    assertThat(rendered.env("S3COPY_WATCH_NAMESPACES")).isEmpty();
    assertThat(rendered.env("S3COPY_WORKER_ROLE")).isEqualTo("ClusterRole/s3copy-worker");
    assertThat(rendered.env("S3COPY_WORKER_RESOURCES"))
        .isEqualTo(
            """
            {"limits":{"memory":"1Gi"},"requests":{"cpu":"250m","memory":"512Mi"}}\
            """);
    assertThat(rendered.env("S3COPY_WORKER_IMAGE")).isEqualTo("s3copy-worker:0.1.0-SNAPSHOT");
    assertThat(rendered.env("S3COPY_ALLOWED_ENDPOINTS")).isEmpty();
  }

  @Test
  void whatTheOperatorIsToldComesFromTheValues() {
    Rendered rendered =
        Rendered.with(
            Map.of(
                "watchNamespaces", List.of("team-a", "team-b"),
                "allowedEndpoints", List.of("169.254.170.23/32", "minio.local"),
                "extraEnv", List.of(Map.of("name", "TZ", "value", "UTC")),
                "worker",
                    Map.of(
                        "roleName", "copier",
                        "image", Map.of("registry", "r.example.com/x", "tag", "v1"),
                        "imagePullSecrets", List.of(Map.of("name", "a"), Map.of("name", "b")))));

    assertThat(rendered.env("S3COPY_WATCH_NAMESPACES")).isEqualTo("team-a,team-b");
    assertThat(rendered.env("S3COPY_ALLOWED_ENDPOINTS")).isEqualTo("169.254.170.23/32,minio.local");
    assertThat(rendered.env("S3COPY_WORKER_ROLE")).isEqualTo("Role/copier");
    assertThat(rendered.env("S3COPY_WORKER_IMAGE")).isEqualTo("r.example.com/x/s3copy-worker:v1");
    assertThat(rendered.env("S3COPY_IMAGE_PULL_SECRETS")).isEqualTo("a,b");
    assertThat(rendered.env("TZ")).isEqualTo("UTC");
  }

  @Test
  void aDigestWinsOverATag() {
    Rendered rendered =
        Rendered.with(Map.of("image", Map.of("tag", "v1", "digest", DIGEST, "registry", "r.io")));

    assertThat(rendered.container().path("image").asText())
        .isEqualTo("r.io/s3copy-operator@" + DIGEST);
  }

  @Test
  void placementIsTakenOver() {
    Rendered rendered =
        Rendered.with(
            Map.of(
                "nodeSelector", Map.of("disk", "ssd"),
                "tolerations", List.of(Map.of("operator", "Exists")),
                "affinity", Map.of("nodeAffinity", Map.of()),
                "priorityClassName", "high",
                "imagePullSecrets", List.of(Map.of("name", "login"))));

    assertThat(rendered.pod().at("/nodeSelector/disk").asText()).isEqualTo("ssd");
    assertThat(rendered.pod().at("/tolerations/0/operator").asText()).isEqualTo("Exists");
    assertThat(rendered.pod().path("affinity").has("nodeAffinity")).isTrue();
    assertThat(rendered.pod().path("priorityClassName").asText()).isEqualTo("high");
    assertThat(rendered.pod().at("/imagePullSecrets/0/name").asText()).isEqualTo("login");
  }

  @Test
  void twoReplicasWithoutLeaderElectionAreRefused() {
    assertThatThrownBy(
            () -> Rendered.with(Map.of("replicas", 2, "leaderElection", Map.of("enabled", false))))
        .hasMessageContaining("two operators act at once");
  }

  @Test
  void aServiceAccountOfOthersMustBeNamed() {
    assertThatThrownBy(() -> Rendered.with(Map.of("serviceAccount", Map.of("create", false))))
        .hasMessageContaining("name the ServiceAccount to use");
  }
}
