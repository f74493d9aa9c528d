// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static dev.s3copy.operator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.scene.Samples;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// What is in the way is told by name, and gone as soon as it is moved.
@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class HindrancesIT {
  private final OperatorFixture it = new OperatorFixture();
  private final World world = it.world;

  @AfterEach
  void stop() {
    it.close();
  }

  @Test
  void aClaimIsMissingUntilItIsMade() {
    create("volume: {claimName: data}", "s3: {bucket: backup}");
    it.awaitReason("Stalled", "ClaimNotFound");
    assertThat(world.jobs()).isEmpty();
    it.client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("data")
                .withNamespace(world.namespace)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity("1Gi")))
                .endResources()
                .endSpec()
                .build())
        .create();
    it.awaitJob();
  }

  @Test
  void aServiceAccountIsMissingThenDeniedThenUsed() {
    create("s3: {bucket: photos, credentials: {serviceAccount: cloud}}", "s3: {bucket: backup}");
    it.awaitReason("Stalled", "ServiceAccountNotFound");
    var account =
        it.client
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withName("cloud")
                    .withNamespace(world.namespace)
                    .endMetadata()
                    .build())
            .create();
    it.awaitReason("Stalled", "ServiceAccountDenied");
    account.getMetadata().setLabels(Map.of("s3copy.dev/allow-use", "true"));
    it.client.resource(account).update();
    it.awaitJob();
    assertThat(world.jobs().getFirst().getSpec().getTemplate().getSpec().getServiceAccountName())
        .isEqualTo("cloud");
    var bindings = it.client.rbac().roleBindings().inNamespace(world.namespace).list().getItems();
    assertThat(bindings.getFirst().getSubjects().getFirst().getName()).isEqualTo("cloud");
  }

  @Test
  void twoCopiesToOnePlaceBothSayIt() {
    it.apply("");
    S3Copy twin = Samples.copy(world.namespace, OperatorFixture.NAME);
    twin.getMetadata().setName("twin");
    it.client.resource(twin).create();
    eventually(
        () ->
            assertThat(world.copy("twin").getStatus().conditions())
                .anyMatch(
                    c ->
                        c.type().equals("DestinationShared")
                            && c.message().contains(OperatorFixture.NAME)));
  }

  @Test
  void aQuotaIsToldInItsOwnWords() {
    it.client
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("none")
                .withNamespace(world.namespace)
                .endMetadata()
                .withNewSpec()
                .withHard(Map.of("count/jobs.batch", new Quantity("0")))
                .endSpec()
                .build())
        .create();
    var quota = it.client.resourceQuotas().inNamespace(world.namespace).withName("none").get();
    quota.setStatus(
        new ResourceQuotaStatusBuilder()
            .withHard(Map.of("count/jobs.batch", new Quantity("0")))
            .withUsed(Map.of("count/jobs.batch", new Quantity("0")))
            .build());
    it.client.resource(quota).updateStatus();
    it.apply("");
    it.awaitReason("Reconciling", "QuotaExceeded");
    assertThat(it.condition("Ready").orElseThrow().message()).contains("exceeded quota: none");
  }

  private void create(String source, String destination) {
    String yaml =
        """
        apiVersion: s3copy.dev/v1alpha1
        kind: S3Copy
        metadata: {name: photos, namespace: %s}
        spec:
          source:
            %s
          destination:
            %s
        """
            .formatted(world.namespace, source, destination);
    it.client.resource(new KubernetesSerialization().unmarshal(yaml, S3Copy.class)).create();
  }
}
