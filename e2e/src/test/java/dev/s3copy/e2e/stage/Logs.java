// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/// What a pod wrote last.
final class Logs {
  private static final int LINES = 60;

  private Logs() {}

  static String tail(KubernetesClient client, Pod pod) {
    try {
      return client.pods().resource(pod).tailingLines(LINES).getLog();
    } catch (KubernetesClientException e) {
      return "no log: " + e.getMessage();
    }
  }
}
