// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.operator.config.OperatorConfig.Election;
import dev.s3copy.operator.config.OperatorConfig.RoleRef;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "S3COPY_WORKER_IMAGE", "worker:1",
          "S3COPY_POD_NAMESPACE", "s3copy-system",
          "S3COPY_POD_NAME", "operator-0");

  @Test
  void anImageAndThePodsOwnNameAreEnough() throws ConfigException {
    OperatorConfig config = Environment.read(LEAST);
    assertThat(config.worker().image()).isEqualTo("worker:1");
    assertThat(config.worker().pullPolicy()).isEqualTo("IfNotPresent");
    assertThat(config.worker().pullSecrets()).isEmpty();
    assertThat(config.worker().role()).isEqualTo(new RoleRef("ClusterRole", "s3copy-worker"));
    assertThat(config.worker().resources()).isEqualTo(Environment.DEFAULT_RESOURCES);
    assertThat(config.watchNamespaces()).isEmpty();
    assertThat(config.election()).isEqualTo(new Election("s3copy-system", "operator-0"));
    assertThat(config.port()).isEqualTo(8080);
  }

  @Test
  void everyVariableIsRead() throws ConfigException {
    OperatorConfig config =
        Environment.read(
            with(
                Map.of(
                    "S3COPY_WORKER_PULL_POLICY", "Never",
                    "S3COPY_WATCH_NAMESPACES", "a, b,",
                    "S3COPY_WORKER_ROLE", "Role/worker",
                    "S3COPY_ALLOWED_ENDPOINTS", "http://127.0.0.1:9000",
                    "S3COPY_WORKER_RESOURCES", "{\"limits\":{\"memory\":\"3Gi\"}}",
                    "S3COPY_IMAGE_PULL_SECRETS", "one,two",
                    "S3COPY_LEADER_ELECTION", "false",
                    "S3COPY_PORT", "0")));
    assertThat(config.worker().pullPolicy()).isEqualTo("Never");
    assertThat(config.watchNamespaces()).isEqualTo(Set.of("a", "b"));
    assertThat(config.worker().role()).isEqualTo(new RoleRef("Role", "worker"));
    assertThat(config.worker().allowedEndpoints()).isEqualTo("http://127.0.0.1:9000");
    assertThat(config.worker().resources().limits())
        .isEqualTo(Map.of("memory", new Quantity("3Gi")));
    assertThat(config.worker().pullSecrets()).isEqualTo(List.of("one", "two"));
    assertThat(config.election()).isNull();
    assertThat(config.port()).isZero();
  }

  @Test
  void allMistakesAreToldAtOnceWithTheirVariable() {
    assertThatThrownBy(
            () ->
                Environment.read(
                    Map.of(
                        "S3COPY_WORKER_PULL_POLICY", "Sometimes",
                        "S3COPY_WORKER_ROLE", "worker",
                        "S3COPY_WORKER_RESOURCES", "2Gi",
                        "S3COPY_LEADER_ELECTION", "yes",
                        "S3COPY_PORT", "http")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "S3COPY_WORKER_IMAGE is not set",
            "S3COPY_WORKER_PULL_POLICY is 'Sometimes'",
            "S3COPY_WORKER_ROLE is 'worker'",
            "S3COPY_WORKER_RESOURCES is not JSON",
            "S3COPY_LEADER_ELECTION is 'yes'",
            "S3COPY_POD_NAMESPACE is not set",
            "S3COPY_PORT is 'http'");
  }

  @Test
  void aQuantityThatIsNoneIsRefused() {
    assertThatThrownBy(
            () ->
                Environment.read(
                    with(Map.of("S3COPY_WORKER_RESOURCES", "{\"limits\":{\"memory\":\"lots\"}}"))))
        .hasMessageContaining("S3COPY_WORKER_RESOURCES");
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(LEAST);
    all.putAll(more);
    return all;
  }
}
