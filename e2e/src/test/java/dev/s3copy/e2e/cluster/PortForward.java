// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The way to a pod that every cluster has: through the API server.
final class PortForward {
  private PortForward() {}

  static Line open(KubernetesClient client, Pod pod, int port) {
    LocalPortForward forward = client.pods().resource(pod).portForward(port);
    return new Line(forward.getLocalPort(), () -> close(forward));
  }

  private static void close(LocalPortForward forward) {
    try {
      forward.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
