// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import dev.s3copy.charts.ChartRenderer;
import dev.s3copy.e2e.cluster.Cluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operator on the cluster, installed from the chart as a user would.
public final class Installation {
  public static final String NAMESPACE = "s3copy-system";
  private static final String NAME = "s3copy-operator";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("e2e")
          .withForce(true)
          .build();

  private final KubernetesClient client;

  private Installation(KubernetesClient client) {
    this.client = client;
  }

  /// @param node where the operator stays: tests cut the power of another
  static Installation onto(Cluster cluster, String node) {
    cluster.load(Images.WORKER.archive());
    cluster.load(Images.OPERATOR.archive());
    KubernetesClient client = cluster.client();
    Namespaces.ensure(client, NAMESPACE);
    for (HasMetadata each : ChartRenderer.into(NAMESPACE).objects(values(node))) {
      client.resource(each).patch(APPLY);
    }
    client
        .resources(CustomResourceDefinition.class)
        .list()
        .getItems()
        .forEach(definition -> awaitEstablished(client, definition));
    Installation installation = new Installation(client);
    installation.awaitReady();
    return installation;
  }

  private static Map<String, ?> values(String node) {
    return Map.of(
        "image", image(Images.OPERATOR),
        "worker", Map.of("image", image(Images.WORKER)),
        "nodeSelector", Map.of("kubernetes.io/hostname", node),
        // Another image under the same tag is another pod.
        "podAnnotations", Map.of("s3copy.dev/image", Images.OPERATOR.version()));
  }

  private static Map<String, String> image(Images image) {
    String reference = image.reference();
    int slash = reference.indexOf('/');
    int colon = reference.lastIndexOf(':');
    return Map.of(
        "registry", reference.substring(0, slash),
        "repository", reference.substring(slash + 1, colon),
        "tag", reference.substring(colon + 1),
        "pullPolicy", "Never");
  }

  private static void awaitEstablished(KubernetesClient client, CustomResourceDefinition wanted) {
    Eventually.get(
        wanted.getMetadata().getName() + " is established",
        PATIENCE,
        () ->
            client.resource(wanted).get().getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("Established") && c.getStatus().equals("True"))
                .findFirst(),
        () -> "");
  }

  /// Until the newest version of it is ready and no other is left.
  public void awaitReady() {
    Eventually.get(
        "the operator is ready",
        PATIENCE,
        () -> {
          var status = client.apps().deployments().inNamespace(NAMESPACE).withName(NAME).get();
          boolean current =
              status.getStatus() != null
                  && status
                      .getMetadata()
                      .getGeneration()
                      .equals(status.getStatus().getObservedGeneration())
                  && Integer.valueOf(1).equals(status.getStatus().getReadyReplicas())
                  && Integer.valueOf(1).equals(status.getStatus().getReplicas())
                  && Integer.valueOf(1).equals(status.getStatus().getUpdatedReplicas());
          return current && pods().size() == 1 ? Optional.of(status) : Optional.empty();
        },
        this::log);
  }

  /// 0 is an operator that is away.
  public void scale(int replicas) {
    client.apps().deployments().inNamespace(NAMESPACE).withName(NAME).scale(replicas);
  }

  public List<Pod> pods() {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", NAME)
        .list()
        .getItems();
  }

  /// Has its pods made anew, at once.
  public void replacePods() {
    pods().forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
  }

  /// The newest lines of each of its pods.
  public String log() {
    StringBuilder lines = new StringBuilder();
    for (Pod pod : pods()) {
      lines.append("--- ").append(pod.getMetadata().getName()).append('\n');
      lines.append(Logs.tail(client, pod)).append('\n');
    }
    return lines.toString();
  }
}
