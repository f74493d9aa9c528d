// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.ConditionStatus;
import dev.s3copy.api.ObjectCounts;
import dev.s3copy.api.Phase;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.stage.Bucket;
import dev.s3copy.e2e.stage.Copy;
import dev.s3copy.e2e.stage.Eventually;
import dev.s3copy.e2e.stage.Stage;
import dev.s3copy.e2e.stage.Tenant;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a user sees first: apply, wait, look, apply again, ask for another run.
@OnCluster
class FirstCopyE2E {
  private static final int OBJECTS = 2000;

  /// Long enough for an operator that would do something to have done it.
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Stage stage = Stage.shared();

  @Test
  void aPrefixIsCopiedAndTheResourceTellsTheWholeStory() {
    Bucket bucket = stage.embedded().bucket("first-copy");
    bucket.fill("in/", OBJECTS, 1000, 1);
    try (Tenant tenant = stage.tenant("first-copy")) {
      tenant.secret("keys", stage.embedded().inside());
      String manifest = Manifests.prefixes("first", bucket, stage.embedded());
      Copy copy = tenant.apply(manifest);
      String waited =
          stage
              .cluster()
              .kubectl(
                  List.of(
                      "-n",
                      tenant.namespace(),
                      "wait",
                      "--for=condition=Complete",
                      "s3copy/first",
                      "--timeout=80s"));
      assertThat(waited).contains("condition met");
      System.out.print(copy.table());

      S3CopyStatus status = copy.awaitComplete();
      assertThat(status.phase()).isEqualTo(Phase.SUCCEEDED);
      assertThat(status.progress()).isEqualTo(OBJECTS + "/" + OBJECTS);
      assertThat(copy.table()).contains("Succeeded", OBJECTS + "/" + OBJECTS);
      assertThat(bucket.contents("out/")).isEqualTo(bucket.contents("in/")).hasSize(OBJECTS);
      assertThat(copy.condition("Ready").orElseThrow().status()).isEqualTo(ConditionStatus.TRUE);
      assertThat(copy.condition("Reconciling").orElseThrow().status())
          .isEqualTo(ConditionStatus.FALSE);
      assertThat(copy.condition("Stalled").orElseThrow().status()).isEqualTo(ConditionStatus.FALSE);
      assertThat(copy.condition("Failed").orElseThrow().status()).isEqualTo(ConditionStatus.FALSE);
      List<String> events = events(tenant);
      System.out.println("events: " + events);
      assertThat(events).isNotEmpty();

      nothingHappensWhenItIsAppliedAgain(tenant, copy, manifest);
      anotherTriggerIsAnotherRun(copy, status);
    }
  }

  private static void nothingHappensWhenItIsAppliedAgain(
      Tenant tenant, Copy copy, String manifest) {
    S3Copy before = copy.get();
    tenant.apply(manifest);
    Eventually.pause(QUIET);
    S3Copy after = copy.get();
    assertThat(after.getMetadata().getGeneration()).isEqualTo(before.getMetadata().getGeneration());
    assertThat(after.getStatus()).isEqualTo(before.getStatus());
  }

  private static void anotherTriggerIsAnotherRun(Copy copy, S3CopyStatus first) {
    copy.patch("{\"spec\":{\"trigger\":\"again\"}}");
    S3CopyStatus second =
        copy.awaitStatus(
            "a second run is over",
            status ->
                !String.valueOf(status.runId()).equals(first.runId())
                    && status.phase() == Phase.SUCCEEDED);
    ObjectCounts counts = requireNonNull(second.objects());
    assertThat(counts.copied()).isZero();
    assertThat(counts.skipped()).isEqualTo(OBJECTS);
  }

  private static List<String> events(Tenant tenant) {
    return tenant
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(tenant.namespace())
        .list()
        .getItems()
        .stream()
        .filter(event -> event.getRegarding() != null)
        .filter(event -> S3Copy.KIND.equals(event.getRegarding().getKind()))
        .map(Event::getReason)
        .toList();
  }
}
