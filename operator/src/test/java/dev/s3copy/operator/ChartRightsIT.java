// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static dev.s3copy.operator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.api.Phase;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.WorkerResources;
import dev.s3copy.charts.ChartRenderer;
import dev.s3copy.operator.config.OperatorConfig;
import dev.s3copy.operator.config.OperatorConfig.Election;
import dev.s3copy.operator.config.OperatorConfig.RoleRef;
import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Operator and worker with exactly the rights that the chart gives them, on a real API server.
@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class ChartRightsIT {
  private static final String DONE =
      """
      {"status": {"phase": "Done", "epoch": 1, "objects": {"listed": 3, "copied": 3, "skipped": 0,\
       "excluded": 0, "failed": 0}, "bytes": {"listed": 3, "copied": 3}}}
      """;

  private final KubernetesClient admin = ApiServer.start().client();
  private final String system = ApiServer.start().namespace(admin);
  private final String tenant = ApiServer.start().namespace(admin);

  @AfterEach
  void close() {
    for (String kind : List.of("ClusterRole", "ClusterRoleBinding")) {
      admin
          .genericKubernetesResources("rbac.authorization.k8s.io/v1", kind)
          .withLabel("app.kubernetes.io/part-of", "s3copy")
          .delete();
    }
    admin.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ClusterRole", "Role"})
  void theChartsRightsAreEnoughAndNoMore(String kind) {
    install(kind.equals("Role") ? Map.of("watchNamespaces", List.of(tenant)) : Map.of());
    try (KubernetesClient client = as(system, "s3copy-operator");
        var _ = operator(client, kind)) {
      holdsItsLeaseAndNoOther(client);
      admin.resource(copy()).create();
      eventually(() -> assertThat(jobs()).hasSize(1));
      eventually(() -> assertThat(shards()).hasSize(1));

      assertRefused(client, "get", "secrets", "list", "secrets", "create", "pods/exec");
      assertRefused(client, "get", "configmaps", "patch", "serviceaccounts", "create", "roles");
      assertThat(allowed(client, "create", "jobs", system)).isEqualTo(kind.equals("ClusterRole"));

      workerSettles(jobs().getFirst());
      eventually(() -> assertThat(phase()).isEqualTo(Phase.SUCCEEDED));
      // Here is no controller that would end the Job.
      admin.batch().v1().jobs().inNamespace(tenant).delete();
      eventually(() -> assertThat(bindings()).isEmpty());

      admin.resources(S3Copy.class).inNamespace(tenant).delete();
      eventually(() -> assertThat(copies()).isEmpty());
    }
  }

  /// By hand: an operator that elects leaders ends the JVM when it is closed.
  private void holdsItsLeaseAndNoOther(KubernetesClient client) {
    var leases = client.leases().inNamespace(system);
    Lease lease =
        new LeaseBuilder().withNewMetadata().withName(Election.LEASE).endMetadata().build();
    leases.resource(lease).create();
    Lease held = leases.withName(Election.LEASE).get();
    leases.resource(held).patch();
    leases.resource(held).update();
    assertThatThrownBy(() -> leases.withName("other").get())
        .isInstanceOf(KubernetesClientException.class);
  }

  private void workerSettles(String account) {
    try (KubernetesClient worker = as(tenant, account)) {
      assertThat(worker.resources(S3Copy.class).inNamespace(tenant).withName("c").get())
          .isNotNull();
      S3CopyShard root =
          worker.resources(S3CopyShard.class).inNamespace(tenant).list().getItems().getFirst();
      assertRefused(worker, "get", "secrets", "create", "pods", "list", "pods");
      assertRefused(worker, "patch", "s3copies", "patch", "s3copies/status");
      assertRefused(worker, "create", "s3copyshards", "patch", "s3copyshards");
      assertRefused(worker, "delete", "s3copyshards", "list", "s3copies");
      worker
          .resource(root)
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), DONE);
    }
  }

  private void install(Map<String, ?> values) {
    for (HasMetadata object : ChartRenderer.into(system).objects(values)) {
      switch (object.getKind()) {
        case "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding" ->
            admin.resource(object).create();
        default -> {}
      }
    }
  }

  private RunningOperator operator(KubernetesClient client, String kind) {
    WorkerSettings worker =
        new WorkerSettings(
            "worker:1",
            "Never",
            List.of(),
            new RoleRef(kind, "s3copy-worker"),
            "",
            new WorkerResources(Map.of(), Map.of()));
    Set<String> watched = kind.equals("Role") ? Set.of(tenant) : Set.of();
    return new RunningOperator(
            client,
            new OperatorConfig(worker, watched, null, 0),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .start();
  }

  /// A client that the API server takes for this service account.
  private KubernetesClient as(String namespace, String account) {
    Config config =
        new ConfigBuilder(admin.getConfiguration())
            .withNamespace(namespace)
            .withImpersonateUsername("system:serviceaccount:" + namespace + ":" + account)
            .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /// @param pairs verb, resource, verb, resource ...
  private void assertRefused(KubernetesClient client, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      assertThat(allowed(client, pairs[i], pairs[i + 1], tenant))
          .as("%s %s", pairs[i], pairs[i + 1])
          .isFalse();
    }
  }

  private static boolean allowed(
      KubernetesClient client, String verb, String resource, String namespace) {
    String[] parts = resource.split("/", 2);
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb(verb)
            .withGroup(group(parts[0]))
            .withResource(parts[0])
            .withSubresource(parts.length > 1 ? parts[1] : "")
            .endResourceAttributes()
            .endSpec()
            .build();
    return client.resource(review).create().getStatus().getAllowed();
  }

  private static String group(String resource) {
    return switch (resource) {
      case "s3copies", "s3copyshards" -> "s3copy.dev";
      case "jobs" -> "batch";
      case "roles" -> "rbac.authorization.k8s.io";
      default -> "";
    };
  }

  private S3Copy copy() {
    return new KubernetesSerialization()
        .unmarshal(
            """
            apiVersion: s3copy.dev/v1alpha1
            kind: S3Copy
            metadata: {name: c, namespace: %s}
            spec:
              source: {s3: {bucket: photos}}
              destination: {s3: {bucket: backup}}
            """
                .formatted(tenant),
            S3Copy.class);
  }

  private List<S3Copy> copies() {
    return admin.resources(S3Copy.class).inNamespace(tenant).list().getItems();
  }

  private @Nullable Phase phase() {
    return copies().getFirst().getStatus().phase();
  }

  private List<S3CopyShard> shards() {
    return admin.resources(S3CopyShard.class).inNamespace(tenant).list().getItems();
  }

  private List<String> jobs() {
    return names(admin.batch().v1().jobs().inNamespace(tenant).list().getItems());
  }

  private List<String> bindings() {
    return names(admin.rbac().roleBindings().inNamespace(tenant).list().getItems()).stream()
        .filter(name -> name.startsWith("c-"))
        .toList();
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(object -> object.getMetadata().getName()).toList();
  }
}
