// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.CheckLine;
import dev.s3copy.api.Phase;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.stage.Bucket;
import dev.s3copy.e2e.stage.Claim;
import dev.s3copy.e2e.stage.S3Server;
import dev.s3copy.e2e.stage.Stage;
import dev.s3copy.e2e.stage.Tenant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Every way bytes can take, in pods.
@OnCluster
class RoutesE2E {
  private static final int OBJECTS = 300;
  private static final int BYTES = 20_000;

  private final Stage stage = Stage.shared();
  private final S3Server server = stage.embedded();

  @Test
  void aBucketIsRestoredIntoAVolumeThatManyNodesMount() {
    Bucket bucket = server.bucket("restore");
    bucket.fill("app/", OBJECTS, BYTES, 2);
    try (Tenant tenant = stage.tenant("restore")) {
      tenant.secret("keys", server.inside());
      Claim claim = tenant.claim("data", "ReadWriteMany");
      tenant
          .apply(
              Manifests.copy(
                  "restore",
                  Manifests.s3("restore", "app/", server, "keys"),
                  Manifests.volume("data", "restored"),
                  "workers: {max: 2}"))
          .awaitComplete();
      assertThat(claim.contents("restored")).isEqualTo(bucket.contents("app/")).hasSize(OBJECTS);
    }
  }

  @Test
  void aVolumeOfOneNodeIsBackedUpByOneWorker() {
    Bucket bucket = server.bucket("backup");
    try (Tenant tenant = stage.tenant("backup")) {
      tenant.secret("keys", server.inside());
      Claim claim = tenant.claim("data", "ReadWriteOnce");
      claim.run(
          "for i in $(seq 1 %d); do mkdir -p d$((i %% 7)); seq $i 3000 >d$((i %% 7))/f$i; done"
              .formatted(OBJECTS));
      var status =
          tenant
              .apply(
                  Manifests.copy(
                      "backup",
                      Manifests.volume("data", ""),
                      Manifests.s3("backup", "daily/", server, "keys"),
                      "workers: {max: 4}"))
              .awaitComplete();
      assertThat(status.workers()).isNotNull();
      assertThat(bucket.contents("daily/")).isEqualTo(claim.contents(".")).hasSize(OBJECTS);
    }
  }

  @Test
  void aBucketMovesToAServerOfAnotherMake() {
    Assumptions.assumeTrue(stage.minio().isPresent(), "no program minio on the PATH");
    S3Server minio = stage.minio().orElseThrow();
    Bucket from = server.bucket("migration");
    from.fill("", OBJECTS, BYTES, 3);
    Bucket to = minio.bucket("migrated");
    try (Tenant tenant = stage.tenant("migration")) {
      tenant.secret("old", server.inside()).secret("new", minio.inside());
      tenant
          .apply(
              Manifests.copy(
                  "migration",
                  Manifests.s3("migration", "", server, "old"),
                  Manifests.s3("migrated", "", minio, "new"),
                  "workers: {max: 2}"))
          .awaitComplete();
      assertThat(to.contents("")).isEqualTo(from.contents("")).hasSize(OBJECTS);
    }
  }

  @Test
  void aCheckTellsWhatItFoundAndCopiesNothing() {
    Bucket bucket = server.bucket("check");
    bucket.fill("in/", 1, 10, 5);
    try (Tenant tenant = stage.tenant("check")) {
      tenant.secret("keys", server.inside());
      S3CopyStatus good =
          tenant
              .apply(Manifests.prefixes("good", bucket, server, "mode: Check"))
              .awaitStatus("it is checked", status -> status.phase() == Phase.SUCCEEDED);
      assertThat(good.checks())
          .extracting(CheckLine::subject)
          .contains("identity", "reachable", "clock", "read");
      assertThat(bucket.keys("out/")).isEmpty();
      S3CopyStatus bad =
          tenant
              .apply(
                  Manifests.copy(
                      "bad",
                      Manifests.s3(bucket.name(), "in/", server, "keys"),
                      Manifests.s3("missing", "", server, "keys"),
                      "mode: Check"))
              .awaitStatus("it is checked", status -> status.phase() == Phase.FAILED);
      assertThat(bad.checks())
          .anySatisfy(
              line -> {
                assertThat(line.status()).isEqualTo(CheckLine.Status.FAILED);
                assertThat(line.side()).isEqualTo("destination");
                assertThat(line.finding()).contains("NoSuchBucket");
              });
    }
  }

  @Test
  void anInventoryHasALineForEveryObject() {
    Bucket bucket = server.bucket("inventory");
    bucket.fill("in/", OBJECTS, 10, 4);
    try (Tenant tenant = stage.tenant("inventory")) {
      tenant.secret("keys", server.inside());
      tenant
          .apply(
              Manifests.prefixes("inventory", bucket, server, "mode: Inventory\nworkers: {max: 2}"))
          .awaitComplete();
      long lines =
          bucket.keys("out/").stream().mapToLong(key -> bucket.text(key).lines().count()).sum();
      assertThat(lines).isEqualTo(OBJECTS);
    }
  }
}
