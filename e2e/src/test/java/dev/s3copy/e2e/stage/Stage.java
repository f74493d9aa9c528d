// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import dev.s3copy.e2e.cluster.Cluster;
import dev.s3copy.e2e.cluster.Clusters;
import dev.s3copy.e2e.cluster.Provision;
import dev.s3copy.testkit.S3Access;
import io.fabric8.kubernetes.api.model.Namespace;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cluster of this JVM with everything on it that all tests share: made once, in their order of
/// need.
public final class Stage implements AutoCloseable {
  private static final S3Access EMBEDDED = keys("embedded");
  private static final S3Access MINIO = keys("minio");
  private static @Nullable Stage shared;

  private final Cluster cluster;
  private final Namespace namespace;
  private final S3Server embedded;
  private @Nullable S3Server minio;
  private @Nullable Installation operator;

  private Stage(Cluster cluster) {
    this.cluster = cluster;
    this.namespace = Namespaces.create(cluster.client(), "s3-" + ProcessHandle.current().pid());
    cluster.load(Images.S3_SERVER.archive());
    Map<String, String> env =
        Map.of("ACCESS_KEY", EMBEDDED.accessKey(), "SECRET_KEY", EMBEDDED.secretKey());
    this.embedded = start(EMBEDDED, Images.S3_SERVER.reference(), List.of(), env);
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

  /// In memory, in a pod on the first node.
  public S3Server embedded() {
    return embedded;
  }

  /// A real server beside it; empty where its program is not on this machine.
  public synchronized Optional<S3Server> minio() {
    if (minio == null) {
      Optional<Path> archive = Minio.archive();
      if (archive.isEmpty()) return Optional.empty();
      cluster.load(archive.get());
      Map<String, String> env =
          Map.of("MINIO_ROOT_USER", MINIO.accessKey(), "MINIO_ROOT_PASSWORD", MINIO.secretKey());
      minio = start(MINIO, Minio.REFERENCE, Minio.ARGUMENTS, env);
    }
    return Optional.of(minio);
  }

  public synchronized Installation operator() {
    if (operator == null) operator = Installation.onto(cluster, sparedNode());
    return operator;
  }

  /// A namespace for one test, with the operator at work.
  public Tenant tenant(String name) {
    operator();
    return new Tenant(this, name);
  }

  /// Where servers and operator are. Tests cut the power of the others.
  public String sparedNode() {
    return nodes().getFirst();
  }

  public List<String> nodes() {
    return cluster.client().nodes().list().getItems().stream()
        .map(node -> node.getMetadata().getName())
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    embedded.close();
    if (minio != null) minio.close();
    cluster.client().resource(namespace).delete();
  }

  private S3Server start(
      S3Access keys, String image, List<String> arguments, Map<String, String> environment) {
    ServerPod pod = new ServerPod(keys.name(), image, sparedNode(), arguments, environment);
    return S3Server.start(cluster, namespace.getMetadata().getName(), pod, keys);
  }

  private static S3Access keys(String name) {
    URI unknownYet = URI.create("http://127.0.0.1");
    return new S3Access(name, unknownYet, name + "-user", name + "-secret", "us-east-1");
  }
}
