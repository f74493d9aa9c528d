// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.scene;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.WorkerResources;
import dev.s3copy.operator.config.OperatorConfig;
import dev.s3copy.operator.config.OperatorConfig.RoleRef;
import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Inputs that tests share.
public final class Samples {
  public static final WorkerSettings WORKER =
      new WorkerSettings(
          "registry.example/s3copy-worker:1",
          "IfNotPresent",
          List.of(),
          new RoleRef("ClusterRole", "s3copy-worker"),
          "",
          new WorkerResources(
              Map.of("cpu", new Quantity("250m"), "memory", new Quantity("512Mi")),
              Map.of("memory", new Quantity("1Gi"))));

  public static OperatorConfig config(String namespace) {
    return new OperatorConfig(WORKER, Set.of(namespace), null, 0);
  }

  private Samples() {}

  public static S3Copy copy(String namespace, String name) {
    return copy(namespace, name, "");
  }

  /// @param more lines of the spec
  public static S3Copy copy(String namespace, String name, String more) {
    String yaml =
        """
        apiVersion: s3copy.dev/v1alpha1
        kind: S3Copy
        metadata: {name: %s, namespace: %s}
        spec:
          source:
            s3: {bucket: photos, prefix: %s/}
          destination:
            s3: {bucket: backup, prefix: %s/, credentials: {secretName: backup-key}}
        """
            .formatted(name, namespace, namespace, namespace + "-" + name);
    return new KubernetesSerialization().unmarshal(yaml + more.indent(2), S3Copy.class);
  }
}
