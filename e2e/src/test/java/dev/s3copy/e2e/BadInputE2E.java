// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.api.Condition;
import dev.s3copy.api.ConditionStatus;
import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.stage.Copy;
import dev.s3copy.e2e.stage.S3Server;
import dev.s3copy.e2e.stage.Stage;
import dev.s3copy.e2e.stage.Tenant;
import dev.s3copy.testkit.S3Access;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What each mistake is answered with. The answers are printed: they are what users get to read.
@OnCluster
class BadInputE2E {
  private static final String FAST = "workers: {max: 1}";

  private final Stage stage = Stage.shared();
  private final S3Server server = stage.embedded();
  private Tenant tenant = stage.tenant("bad-input");

  @BeforeAll
  static void fill() {
    Stage.shared().embedded().bucket("bad-input").put("in/a", "a");
  }

  @BeforeEach
  void keys() {
    tenant.secret("keys", server.inside());
  }

  @AfterEach
  void leave() {
    tenant.close();
  }

  @Test
  void aSecretThatIsNotThere() {
    tells("SecretNotFound", "nobodys", manifest("bad-input", "nobodys"));
  }

  @Test
  void aSecretThatLacksAKey() {
    tenant.secret("half", Map.of("AWS_ACCESS_KEY_ID", server.inside().accessKey()));
    tells("SecretKeyMissing", "AWS_SECRET_ACCESS_KEY", manifest("bad-input", "half"));
  }

  @Test
  void aSecretKeyThatIsWrong() {
    S3Access right = server.inside();
    tenant.secret(
        "wrong",
        new S3Access("wrong", right.endpoint(), right.accessKey(), "not-it", right.region()));
    tells("SignatureDoesNotMatch", "", manifest("bad-input", "wrong"));
  }

  @Test
  void aRegionThatIsWrong() {
    tells(
        "AuthorizationHeaderMalformed",
        "the bucket is in region us-east-1: set it",
        manifest("bad-input", "keys").replace("region: us-east-1", "region: eu-west-7"));
  }

  @Test
  void aBucketThatIsNotThere() {
    tells("NoSuchBucket", "no-such-bucket", manifest("no-such-bucket", "keys"));
  }

  @Test
  void aLoginWithoutPermission() {
    String anonymous =
        manifest("bad-input", "keys")
            .replace("credentials: {secretName: keys}", "credentials: {anonymous: true}");
    tells("AccessDenied", "", anonymous);
  }

  @Test
  void aServerThatDoesNotAnswer() {
    String dead = Manifests.s3("bad-input", "in/", "http://nowhere.default.svc:9000", "keys");
    tells("EndpointUnreachable", "nowhere.default.svc", Manifests.copy("bad", dead, out(), FAST));
  }

  @Test
  void anEndpointThatIsDenied() {
    String metadata = Manifests.s3("bad-input", "in/", "http://169.254.169.254", "keys");
    tells("EndpointDenied", "169.254.169.254", Manifests.copy("bad", metadata, out(), FAST));
  }

  @Test
  void aClaimThatIsNotThere() {
    String manifest =
        Manifests.copy("bad", in("bad-input", "keys"), Manifests.volume("nobodys", ""), FAST);
    tells("ClaimNotFound", "nobodys", manifest);
  }

  @Test
  void aClaimThatIsNotBound() {
    tenant
        .client()
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("waiting")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteMany")
                .withStorageClassName("")
                .withNewResources()
                .addToRequests("storage", new Quantity("7Ti"))
                .endResources()
                .endSpec()
                .build())
        .inNamespace(tenant.namespace())
        .create();
    String manifest =
        Manifests.copy("bad", in("bad-input", "keys"), Manifests.volume("waiting", ""), FAST);
    tells("ClaimNotBound", "waiting", manifest);
  }

  @Test
  void aServiceAccountThatMayNotBeUsed() {
    String manifest =
        manifest("bad-input", "keys")
            .replace("credentials: {secretName: keys}", "credentials: {serviceAccount: default}");
    tells("ServiceAccountDenied", "s3copy.dev/allow-use", manifest);
  }

  @Test
  void rulesOfTheSchemaAnswerAtOnce() {
    refuses(
        "destination overlaps source",
        Manifests.copy("bad", in("bad-input", "keys"), in("bad-input", "keys"), ""));
    refuses(
        "endpoint must begin with",
        Manifests.copy("bad", Manifests.s3("bad-input", "in/", "ftp://x", "keys"), out(), ""));
    refuses(
        "make one of them s3",
        Manifests.copy("bad", Manifests.volume("a", ""), Manifests.volume("b", ""), ""));
    refuses(
        "requestsPerSecond",
        Manifests.copy("bad", in("bad-input", "keys"), out(), "limits: {requestsPerSecond: 0}"));
  }

  @Test
  void whatIsFixedCannotBeEdited() {
    Copy copy = tenant.apply(manifest("bad-input", "keys"));
    assertThatThrownBy(() -> copy.patch("{\"spec\":{\"source\":{\"s3\":{\"prefix\":\"other/\"}}}}"))
        .isInstanceOf(KubernetesClientException.class)
        .satisfies(BadInputE2E::print)
        .hasMessageContaining("source is immutable; create a new S3Copy");
  }

  @Test
  void twoCopiesToOneDestinationWarnOfEachOther() {
    String slow = FAST + "\nlimits: {requestsPerSecond: 1}";
    Copy first = tenant.apply(Manifests.copy("first", in("bad-input", "keys"), out(), slow));
    first.await("it runs", c -> c.runningPods().stream().findFirst());
    Copy second = tenant.apply(Manifests.copy("second", in("bad-input", "keys"), out(), slow));
    Condition warning =
        second.await(
            "a condition says so",
            c ->
                c.status().stream()
                    .flatMap(s -> s.conditions().stream())
                    .filter(
                        condition ->
                            (condition.type() + condition.reason()).contains("DestinationShared"))
                    .filter(condition -> condition.message().contains("first"))
                    .findFirst());
    print(warning);
  }

  private String manifest(String source, String secret) {
    return Manifests.copy("bad", in(source, secret), out(), FAST);
  }

  private String in(String source, String secret) {
    return Manifests.s3(source, "in/", server, secret);
  }

  private String out() {
    return Manifests.s3("bad-input", "out/", server, "keys");
  }

  /// The reason stands in Ready, from the first moment on.
  private void tells(String reason, String words, String manifest) {
    Copy copy = tenant.apply(manifest);
    Condition told =
        copy.await(
            "it says why it cannot go on",
            c ->
                c.condition("Ready")
                    .filter(ready -> ready.status() == ConditionStatus.FALSE)
                    .filter(ready -> ready.reason().contains(reason))
                    .filter(ready -> ready.message().contains(words)));
    print(told);
    assertThat(copy.story()).doesNotContain("not-it", server.inside().secretKey());
  }

  private void refuses(String words, String manifest) {
    assertThatThrownBy(() -> tenant.apply(manifest))
        .isInstanceOf(KubernetesClientException.class)
        .satisfies(BadInputE2E::print)
        .hasMessageContaining(words);
  }

  private static void print(Condition condition) {
    System.out.printf("  %s, %s: %s%n", condition.type(), condition.reason(), condition.message());
  }

  private static void print(Throwable refusal) {
    String text = requireNonNull(refusal.getMessage());
    int from = text.indexOf("Message: ") + "Message: ".length();
    System.out.println("  refused: " + text.substring(from, text.indexOf(" Received status")));
  }
}
