// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.ObjectCounts;
import dev.s3copy.api.Phase;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.stage.Bucket;
import dev.s3copy.e2e.stage.Copy;
import dev.s3copy.e2e.stage.Eventually;
import dev.s3copy.e2e.stage.S3Server;
import dev.s3copy.e2e.stage.Stage;
import dev.s3copy.e2e.stage.Tenant;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What can happen to a copy between its beginning and its end.
@OnCluster
class LifecycleE2E {
  private static final int OBJECTS = 1500;

  /// Slow enough to meet it at work.
  private static final String SLOW = "workers: {max: 2}\nlimits: {requestsPerSecond: 100}";

  /// What the product promises for letting go.
  private static final Duration LET_GO = Duration.ofMinutes(2);

  private final Stage stage = Stage.shared();
  private final S3Server server = stage.embedded();

  @Test
  void suspendStopsTheWorkersAndResumeGoesOnFromThere() {
    Bucket bucket = filled("suspend");
    try (Tenant tenant = stage.tenant("suspend")) {
      Copy copy = begun(tenant, bucket);
      copy.patch("{\"spec\":{\"suspend\":true}}");
      copy.awaitStatus("it is suspended", status -> status.phase() == Phase.SUSPENDED);
      // What is in flight is still settled.
      copy.await("no worker is left", c -> c.pods().isEmpty() ? Optional.of(c) : Optional.empty());
      System.out.print(copy.table());
      int there = bucket.keys("out/").size();
      assertThat(there).isBetween(1, OBJECTS - 1);
      Eventually.pause(Duration.ofSeconds(3));
      assertThat(bucket.keys("out/")).hasSize(there);

      copy.patch("{\"spec\":{\"suspend\":false,\"limits\":{\"requestsPerSecond\":null}}}");
      S3CopyStatus end = copy.awaitComplete();
      ObjectCounts counts = requireNonNull(end.objects());
      assertThat(counts.copied() + counts.skipped()).isEqualTo(OBJECTS);
      assertThat(bucket.entries("out/")).isEqualTo(bucket.entries("in/"));
    }
  }

  @Test
  void aCopyDeletedMidwayLetsGoAndLeavesNothingBehind() {
    Bucket bucket = filled("deleted");
    try (Tenant tenant = stage.tenant("deleted")) {
      Copy copy = begun(tenant, bucket);
      copy.delete();
      Eventually.get(
          "copy, shards, Jobs and pods are gone",
          LET_GO,
          () ->
              copy.find() == null
                      && copy.shards().isEmpty()
                      && copy.jobs().isEmpty()
                      && copy.pods().isEmpty()
                  ? Optional.of(copy)
                  : Optional.empty(),
          copy::story);
      assertThat(
              tenant
                  .client()
                  .rbac()
                  .roleBindings()
                  .inNamespace(tenant.namespace())
                  .list()
                  .getItems())
          .isEmpty();
    }
  }

  @Test
  void aNamespaceDeletedMidwayGoes() {
    Bucket bucket = filled("namespace-deleted");
    try (Tenant tenant = stage.tenant("namespace-deleted")) {
      Copy copy = begun(tenant, bucket);
      var namespace = tenant.client().namespaces().withName(tenant.namespace());
      namespace.delete();
      Eventually.get(
          "the namespace is gone",
          LET_GO,
          () -> namespace.get() == null ? Optional.of(tenant) : Optional.empty(),
          copy::story);
    }
  }

  @Test
  void aFinishedCopyIsDeletedAfterItsTime() {
    Bucket bucket = server.bucket("ttl");
    bucket.fill("in/", 10, 10, 6);
    try (Tenant tenant = stage.tenant("ttl")) {
      tenant.secret("keys", server.inside());
      Copy copy =
          tenant.apply(Manifests.prefixes("ttl", bucket, server, "ttlSecondsAfterFinished: 1"));
      copy.await("it is gone", c -> c.find() == null ? Optional.of(c) : Optional.empty());
      assertThat(bucket.entries("out/")).isEqualTo(bucket.entries("in/"));
    }
  }

  private Bucket filled(String name) {
    Bucket bucket = server.bucket(name);
    bucket.fill("in/", OBJECTS, 100, 5);
    return bucket;
  }

  /// A copy that has copied something and is far from its end.
  private Copy begun(Tenant tenant, Bucket bucket) {
    tenant.secret("keys", server.inside());
    Copy copy = tenant.apply(Manifests.prefixes("slow", bucket, server, SLOW));
    copy.await(
        "something is copied",
        c -> bucket.keys("out/").isEmpty() ? Optional.empty() : Optional.of(c));
    return copy;
  }
}
