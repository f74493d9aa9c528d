// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/// K3s in a container: one node, taken down with the container.
record K3sCluster(K3sContainer container, KubernetesClient client) implements Cluster {
  private static final String IMAGE = "rancher/k3s:v1.34.1-k3s1";
  private static final String IMPORTS = "/tmp/import.tar";

  static Provision provide() {
    // The engine is asked: a program named docker alone says nothing.
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return new Provision.Unavailable("no Docker engine answers");
    }
    K3sContainer container = new K3sContainer(DockerImageName.parse(IMAGE));
    container.start();
    Config config = Config.fromKubeconfig(container.getKubeConfigYaml());
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    return new Provision.Ready(new K3sCluster(container, client));
  }

  @Override
  public String name() {
    return IMAGE + " in Docker";
  }

  @Override
  public void load(Path archive) {
    container.copyFileToContainer(MountableFile.forHostPath(archive), IMPORTS);
    run("ctr", "-n", "k8s.io", "images", "import", IMPORTS);
  }

  @Override
  public Line reach(Pod pod, int port) {
    return PortForward.open(client, pod, port);
  }

  @Override
  public String kubectl(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(arguments);
    return run(command.toArray(String[]::new));
  }

  @Override
  public String onNodes(String script) {
    return run("sh", "-c", script);
  }

  private String run(String... command) {
    try {
      ExecResult result = container.execInContainer(command);
      String said = result.getStdout() + result.getStderr();
      if (result.getExitCode() == 0) return said;
      throw new IllegalStateException(
          Arrays.toString(command) + ": exit " + result.getExitCode() + "\n" + said);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Its one node is the container.
  @Override
  public Optional<PowerSwitch> powerSwitch() {
    return Optional.empty();
  }

  @Override
  public void close() {
    client.close();
    container.stop();
  }
}
