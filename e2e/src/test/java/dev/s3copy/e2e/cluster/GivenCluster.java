// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Somebody's cluster. It must be able to get the images by itself, and its nodes are not ours.
record GivenCluster(String name, Path kubeconfig, KubernetesClient client) implements Cluster {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  static Provision provide(String kubeconfig) {
    if (kubeconfig.isEmpty()) {
      return new Provision.Unavailable(Clusters.KUBECONFIG + " is not set");
    }
    Path file = Path.of(kubeconfig);
    if (!Files.exists(file)) {
      throw new IllegalStateException(Clusters.KUBECONFIG + " names no file: " + kubeconfig);
    }
    Optional<KitCluster> kit = KitCluster.around(file);
    if (kit.isPresent()) return new Provision.Ready(kit.get());
    return new Provision.Ready(
        new GivenCluster("the cluster of " + kubeconfig, file, connect(file)));
  }

  static KubernetesClient connect(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }

  @Override
  public void load(Path archive) {
    throw new IllegalStateException(name + " cannot load " + archive);
  }

  @Override
  public Line reach(Pod pod, int port) {
    return PortForward.open(client, pod, port);
  }

  @Override
  public String kubectl(List<String> arguments) {
    return Kubectl.run("kubectl", kubeconfig, arguments, PATIENCE);
  }

  @Override
  public String onNodes(String script) {
    throw new IllegalStateException("the nodes of " + name + " are out of reach");
  }

  @Override
  public Optional<PowerSwitch> powerSwitch() {
    return Optional.empty();
  }

  @Override
  public void close() {
    client.close();
  }
}
