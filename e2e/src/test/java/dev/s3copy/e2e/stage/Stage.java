// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import dev.s3copy.e2e.cluster.Cluster;
import dev.s3copy.e2e.cluster.Clusters;
import dev.s3copy.e2e.cluster.Provision;
import dev.s3copy.testkit.S3Access;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The cluster of this JVM with everything on it that all tests share.
public final class Stage implements AutoCloseable {
  private static @Nullable Stage shared;

  private final Cluster cluster;
  private final Namespace namespace;
  private final S3Server embedded;

  private Stage(Cluster cluster) {
    this.cluster = cluster;
    this.namespace = newNamespace(cluster, "s3-" + ProcessHandle.current().pid());
    cluster.load(Images.S3_SERVER.archive());
    this.embedded = startEmbedded();
  }

  public static synchronized Stage shared() {
    if (shared == null) {
      if (!(Clusters.shared() instanceof Provision.Ready(Cluster cluster))) {
        throw new IllegalStateException("no cluster: the test class lacks @OnCluster");
      }
      Stage stage = new Stage(cluster);
      Clusters.beforeClose(stage::close);
      shared = stage;
    }
    return shared;
  }

  public Cluster cluster() {
    return cluster;
  }

  public S3Server embedded() {
    return embedded;
  }

  @Override
  public void close() {
    embedded.close();
    cluster.client().resource(namespace).delete();
  }

  static Namespace newNamespace(Cluster cluster, String name) {
    Namespace namespace =
        new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
    return cluster.client().resource(namespace).create();
  }

  private String firstNode() {
    return cluster.client().nodes().list().getItems().stream()
        .map(node -> node.getMetadata().getName())
        .sorted()
        .findFirst()
        .orElseThrow();
  }

  private S3Server startEmbedded() {
    S3Access keys =
        new S3Access(
            "embedded", URI.create("http://unused"), "embedded", "embedded-secret", "us-east-1");
    ServerPod pod =
        new ServerPod(
            keys.name(),
            Images.S3_SERVER.reference(),
            firstNode(),
            List.of(),
            Map.of("ACCESS_KEY", keys.accessKey(), "SECRET_KEY", keys.secretKey()));
    return S3Server.start(cluster, namespace.getMetadata().getName(), pod, keys);
  }
}
