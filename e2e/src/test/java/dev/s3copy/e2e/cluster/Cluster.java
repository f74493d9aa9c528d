// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A Kubernetes to test on. Closing it leaves nothing behind that was not there before.
public interface Cluster extends AutoCloseable {
  /// For people: which one, and where it came from.
  String name();

  /// As an administrator.
  KubernetesClient client();

  /// Puts an image archive on every node; pods use it with `imagePullPolicy: Never`.
  void load(Path archive);

  /// A way from this process to a pod that runs.
  Line reach(Pod pod, int port);

  /// Runs kubectl, as a user would.
  String kubectl(List<String> arguments);

  /// Runs a shell script as root where `hostPath` volumes and the processes of pods are.
  String onNodes(String script);

  /// Empty where nodes and the control plane are out of our hands.
  Optional<PowerSwitch> powerSwitch();

  @Override
  void close();
}
