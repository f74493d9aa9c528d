// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Kubernetes of `e2e/cluster`, two nodes, on this machine.
///
/// @param owned taken down at the end; not so where it was there before
record KitCluster(Kit kit, KubernetesClient client, boolean owned) implements Cluster, PowerSwitch {
  private static final Duration SECONDS = Duration.ofSeconds(90);
  private static final Duration BUILD = Duration.ofMinutes(60);
  private static final String NODES = "2";

  static Provision provide() {
    Optional<String> missing = Kit.missing();
    if (missing.isPresent()) return new Provision.Unavailable(missing.get());
    Kit kit = Kit.ofThisProcess();
    if (!kit.isBuilt()) {
      System.out.println("building e2e/cluster, once: about 12 minutes on two cores");
      kit.run(BUILD, "build");
    }
    kit.downLeftovers();
    try {
      System.out.print(kit.run(Duration.ofMinutes(4), "up", NODES));
      return new Provision.Ready(new KitCluster(kit, GivenCluster.connect(kit.kubeconfig()), true));
    } catch (RuntimeException e) {
      kit.run(SECONDS, "down");
      throw e;
    }
  }

  /// The kit that a kubeconfig belongs to, if it does to one.
  static Optional<KitCluster> around(Path kubeconfig) {
    Path state = kubeconfig.toAbsolutePath().normalize().resolve("../..").normalize();
    if (!Files.exists(state.resolve("pids"))) return Optional.empty();
    Kit kit = Kit.running(state);
    return Optional.of(new KitCluster(kit, GivenCluster.connect(kubeconfig), false));
  }

  @Override
  public String name() {
    return (owned ? "e2e/cluster" : "a running e2e/cluster") + " at " + kit.state();
  }

  @Override
  public void load(Path archive) {
    kit.run(SECONDS, "load", archive.toString());
  }

  /// Not through the API server: faster, and tests restart that one.
  @Override
  public Line reach(Pod pod, int port) {
    int here = Kit.freePort();
    String target = pod.getStatus().getPodIP() + ":" + port;
    kit.run(SECONDS, "reach", target, Integer.toString(here));
    return new Line(here, () -> kit.run(SECONDS, "part", "stop", "reach-" + here));
  }

  @Override
  public String kubectl(List<String> arguments) {
    return Kubectl.run(
        kit.built().resolve("bin/kubectl").toString(), kit.kubeconfig(), arguments, SECONDS);
  }

  /// All nodes share this machine's files, and their processes are seen from here.
  @Override
  public String onNodes(String script) {
    return new Shell(Map.of()).run(SECONDS, List.of("sh", "-c", script));
  }

  @Override
  public Optional<PowerSwitch> powerSwitch() {
    return Optional.of(this);
  }

  @Override
  public void stop(String node) {
    kit.run(SECONDS, "node", "stop", number(node));
  }

  @Override
  public void start(String node) {
    kit.run(SECONDS, "node", "start", number(node));
  }

  @Override
  public void restartApiServer() {
    kit.run(SECONDS, "part", "restart", "kube-apiserver");
  }

  private static String number(String node) {
    return node.substring(node.lastIndexOf("-n") + 2);
  }

  @Override
  public void close() {
    client.close();
    if (owned) kit.run(SECONDS, "down");
  }
}
