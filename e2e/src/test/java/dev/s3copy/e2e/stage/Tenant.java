// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import dev.s3copy.api.S3Copy;
import dev.s3copy.testkit.S3Access;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A namespace of one test, and what a user does in it.
public final class Tenant implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Stage stage;
  private final Namespace namespace;
  private final List<Claim> claims = new ArrayList<>();

  Tenant(Stage stage, String name) {
    this.stage = stage;
    this.namespace =
        Namespaces.create(
            stage.cluster().client(),
            "%s-%d-%d".formatted(name, ProcessHandle.current().pid(), COUNT.incrementAndGet()));
  }

  public String namespace() {
    return namespace.getMetadata().getName();
  }

  Stage stage() {
    return stage;
  }

  public KubernetesClient client() {
    return stage.cluster().client();
  }

  /// The login to a server, as the manifest names it.
  public Tenant secret(String name, S3Access access) {
    return secret(
        name,
        Map.of(
            "AWS_ACCESS_KEY_ID", access.accessKey(), "AWS_SECRET_ACCESS_KEY", access.secretKey()));
  }

  public Tenant secret(String name, Map<String, String> data) {
    client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withStringData(data)
                .build())
        .inNamespace(namespace())
        .createOr(old -> old.update());
    return this;
  }

  /// A volume of its own behind a claim that is bound to it.
  ///
  /// @param mode such as `ReadWriteMany`
  public Claim claim(String name, String mode) {
    Claim claim = Claim.create(stage.cluster(), namespace(), name, mode);
    claims.add(claim);
    return claim;
  }

  /// Like `kubectl apply`: creates it, or changes what differs.
  ///
  /// @throws io.fabric8.kubernetes.client.KubernetesClientException with the words of the API
  /// server
  public Copy apply(String yaml) {
    S3Copy manifest = Serialization.unmarshal(yaml, S3Copy.class);
    var generic =
        Serialization.unmarshal(
            yaml, io.fabric8.kubernetes.api.model.GenericKubernetesResource.class);
    client().resource(generic).inNamespace(namespace()).serverSideApply();
    return copy(manifest.getMetadata().getName());
  }

  public Copy copy(String name) {
    return new Copy(this, name);
  }

  public List<Pod> pods() {
    return client().pods().inNamespace(namespace()).list().getItems();
  }

  /// In the background: a namespace takes its time.
  @Override
  public void close() {
    client().resource(namespace).delete();
    claims.forEach(Claim::close);
  }
}
