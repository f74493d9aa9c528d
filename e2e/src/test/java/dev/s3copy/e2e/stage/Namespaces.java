// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/// Namespaces in which only pods of the strictest kind are admitted.
final class Namespaces {
  private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

  private Namespaces() {}

  static Namespace create(KubernetesClient client, String name) {
    return client.resource(restricted(name)).create();
  }

  /// Or takes the one that is there.
  static void ensure(KubernetesClient client, String name) {
    client.resource(restricted(name)).serverSideApply();
  }

  private static Namespace restricted(String name) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels(ENFORCE, "restricted")
        .endMetadata()
        .build();
  }
}
