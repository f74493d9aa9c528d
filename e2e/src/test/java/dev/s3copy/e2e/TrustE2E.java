// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.stage.Bucket;
import dev.s3copy.e2e.stage.Copy;
import dev.s3copy.e2e.stage.Installation;
import dev.s3copy.e2e.stage.Stage;
import dev.s3copy.e2e.stage.Tenant;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who can do what, asked of the API server.
@OnCluster
class TrustE2E {
  private final Stage stage = Stage.shared();

  @Test
  void theOperatorMayNotReadSecretsAnywhere() {
    stage.operator();
    String operator = "system:serviceaccount:%s:s3copy-operator".formatted(Installation.NAMESPACE);
    for (String verb : List.of("get", "list", "watch", "create", "update", "patch", "delete")) {
      assertThat(may(operator, "default", verb, "secrets")).as(verb).isFalse();
    }
    assertThat(may(operator, "default", "create", "pods/exec")).isFalse();
    assertThat(may(operator, "default", "create", "jobs.batch")).isTrue();
  }

  @Test
  void aWorkerMayReadItsCopyAndWriteTheStatusOfShardsAndNothingElse() {
    Bucket bucket = stage.embedded().bucket("trust");
    bucket.fill("in/", 300, 10, 1);
    try (Tenant tenant = stage.tenant("trust")) {
      tenant.secret("keys", stage.embedded().inside());
      Copy copy =
          tenant.apply(
              Manifests.prefixes(
                  "trust",
                  bucket,
                  stage.embedded(),
                  "workers: {max: 1}\nlimits: {requestsPerSecond: 20}"));
      Pod pod = copy.await("it runs", c -> c.runningPods().stream().findFirst());
      copy.awaitStatus("it copies", status -> !"0/0+".equals(status.progress()));
      String worker =
          "system:serviceaccount:%s:%s"
              .formatted(tenant.namespace(), pod.getSpec().getServiceAccountName());
      String here = tenant.namespace();
      assertThat(may(worker, here, "get", "s3copies.s3copy.dev")).isTrue();
      assertThat(may(worker, here, "list", "s3copyshards.s3copy.dev")).isTrue();
      assertThat(may(worker, here, "patch", "s3copyshards.s3copy.dev/status")).isTrue();
      assertThat(may(worker, here, "patch", "s3copyshards.s3copy.dev")).isFalse();
      assertThat(may(worker, here, "patch", "s3copies.s3copy.dev")).isFalse();
      assertThat(may(worker, here, "patch", "s3copies.s3copy.dev/status")).isFalse();
      assertThat(may(worker, here, "get", "secrets")).isFalse();
      assertThat(may(worker, here, "create", "pods")).isFalse();
      assertThat(may(worker, "default", "get", "s3copies.s3copy.dev")).isFalse();
      // And none of it once it is over.
      copy.patch("{\"spec\":{\"limits\":{\"requestsPerSecond\":null}}}");
      copy.awaitComplete();
      copy.await(
          "its rights are gone",
          c -> may(worker, here, "get", "s3copies.s3copy.dev") ? Optional.empty() : Optional.of(c));
    }
  }

  /// @param what a resource, or `resource/subresource`
  private boolean may(String who, String namespace, String verb, String what) {
    String[] parts = what.split("/", 2);
    List<String> question =
        new ArrayList<>(List.of("auth", "can-i", verb, parts[0], "--as", who, "-n", namespace));
    if (parts.length > 1) question.add("--subresource=" + parts[1]);
    try {
      return stage.cluster().kubectl(question).contains("yes");
    } catch (IllegalStateException no) {
      // kubectl ends with 1 for no.
      assertThat(no).hasMessageContaining("no");
      return false;
    }
  }
}
