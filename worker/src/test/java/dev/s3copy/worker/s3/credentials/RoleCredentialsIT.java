// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.pace.RequestGate;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.StubSts;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.TlsOptions;
import dev.s3copy.worker.s3.BucketAccess;
import dev.s3copy.worker.s3.BucketAddress;
import dev.s3copy.worker.s3.BucketOptions;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.S3Connection;
import dev.s3copy.worker.s3.S3ConnectionOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Roles, as a service that only hands out credentials has them.
class RoleCredentialsIT {
  private static final String ARN = "arn:aws:iam::123456789012:role/copies";
  private static final Duration LIFE = Duration.ofHours(1);

  @TempDir private Path folder;
  private final StubSts sts = StubSts.start("ASIAX", "s", LIFE);
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  @AfterEach
  void close() {
    sts.close();
  }

  private StsAccess access(URI endpoint, EndpointRules rules) {
    return new StsAccess(endpoint, "eu-west-1", TlsOptions.USUAL, rules, Proxies.NONE);
  }

  private RoleCredentials role() throws IOException {
    return role(access(sts.endpoint(), EndpointRules.ANYWHERE), null);
  }

  private RoleCredentials role(StsAccess access, @Nullable String externalId) throws IOException {
    Files.writeString(folder.resolve("AWS_ACCESS_KEY_ID"), "AKIABASE");
    Files.writeString(folder.resolve("AWS_SECRET_ACCESS_KEY"), "canary-base");
    CredentialsSource base = CredentialsSource.fromFolder(folder);
    AssumedRole role = new AssumedRole(ARN, "nightly", externalId);
    return new RoleCredentials(new RoleSessions(base, role, access), now::get);
  }

  private void awaitCalls(int calls) throws InterruptedException {
    for (int i = 0; i < 500 && sts.calls().size() < calls; i++) TimeUnit.MILLISECONDS.sleep(20);
    assertThat(sts.calls()).hasSize(calls);
  }

  private static void awaitToken(CredentialsSource source, String token)
      throws InterruptedException {
    for (int i = 0; i < 500 && !source.current().sessionToken().equals(token); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(source.current().sessionToken()).isEqualTo(token);
  }

  @Test
  void aRoleIsTakenOnOnceWithTheCredentialsBesideIt() throws IOException {
    StsAccess access = access(sts.endpoint(), EndpointRules.ANYWHERE);
    try (RoleCredentials role = role(access, "shared-words")) {
      assertThat(role.current()).isEqualTo(new S3Credentials("ASIAX", "s", "token-1"));
      assertThat(role.current()).isSameAs(role.current());
    }
    assertThat(sts.calls()).hasSize(1);
    StubSts.Call call = sts.calls().getFirst();
    assertThat(call.what()).isEqualTo("AssumeRole");
    assertThat(call.parameters())
        .containsEntry("RoleArn", ARN)
        .containsEntry("RoleSessionName", "nightly")
        .containsEntry("ExternalId", "shared-words");
    assertThat(call.authorization()).contains("Credential=AKIABASE/", "/eu-west-1/sts/");
  }

  @Test
  void credentialsAreRenewedInTheBackgroundBeforeTheyEnd() throws Exception {
    try (RoleCredentials role = role()) {
      assertThat(role.current().sessionToken()).isEqualTo("token-1");
      now.set(now.get().plus(LIFE.multipliedBy(4).dividedBy(5)));
      assertThat(role.current().sessionToken()).isEqualTo("token-1");
      awaitToken(role, "token-2");
      assertThat(sts.calls()).hasSize(2);
    }
  }

  @Test
  void whileTheServiceIsAwayTheOldOnesAreUsedToTheirEnd() throws Exception {
    try (RoleCredentials role = role()) {
      S3Credentials first = role.current();
      sts.refuse(503, "Unavailable", "later");
      now.set(now.get().plus(LIFE.multipliedBy(4).dividedBy(5)));
      assertThat(role.current()).isSameAs(first);
      awaitCalls(5);
      assertThat(role.current()).isSameAs(first);
      now.set(now.get().plus(LIFE));
      assertThatThrownBy(role::current)
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.failure().kind().retryable()).isTrue());
      sts.answer();
      assertThat(role.current().sessionToken()).startsWith("token-");
    }
  }

  @Test
  void rejectedCredentialsAreReplacedOnce() throws IOException {
    try (RoleCredentials role = role()) {
      S3Credentials first = role.current();
      S3Credentials second = role.renew(first);
      assertThat(second.sessionToken()).isEqualTo("token-2");
      assertThat(role.renew(first)).isSameAs(second);
    }
  }

  @Test
  void aRefusalNamesTheRoleTheServiceAndWhatToDoAndNoSecret() throws IOException {
    sts.refuse(403, "AccessDenied", "not authorized to perform sts:AssumeRole");
    try (RoleCredentials role = role()) {
      assertThatThrownBy(role::current)
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.CREDENTIALS_REJECTED);
                assertThat(e.failure().code()).isEqualTo("AccessDenied");
              })
          .hasMessageContainingAll(ARN, sts.endpoint().toString(), "trust policy")
          .hasMessageNotContaining("canary");
    }
  }

  /// It may wait for minutes where the manifest allows few requests per second.
  @Test
  void aRequestIsSignedWithTheCredentialsOfWhenItIsSentNotOfWhenItBeganToWait() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.builder().credentials("ASIAX", "s").start();
        FaultFront front = FaultFront.start(s3.endpoint(), FaultPlan.none());
        RoleCredentials role = role()) {
      s3.createBucket("b");
      assertThat(role.current().sessionToken()).isEqualTo("token-1");
      BucketAddress location = BucketAddress.resolve(front.endpoint(), null, "b", true);
      S3ConnectionOptions options = S3ConnectionOptions.of(location, role);
      try (S3Connection connection = S3Connection.open(options, new SlowGate(now))) {
        new S3Bucket(connection, location, Key.EMPTY, BucketOptions.NONE)
            .preflight(BucketAccess.READ)
            .forEach(Runnable::run);
      }
      assertThat(front.log().lines().getFirst().request().headers().first("x-amz-security-token"))
          .isEqualTo("token-2");
    }
  }

  /// Time passes before it.
  private record SlowGate(AtomicReference<Instant> now) implements RequestGate {
    @Override
    public void enter() {
      now.set(now.get().plus(LIFE));
    }

    @Override
    public void exit(Signal signal, long bytes, long nanos) {}
  }

  /// P-23: the author of a manifest chooses this address too.
  @Test
  void inAPodTheServiceMayNotBeWhereABucketMayNotBe() throws IOException {
    StsAccess access = access(sts.endpoint(), EndpointRules.guarded(""));
    try (RoleCredentials role = role(access, null)) {
      assertThatThrownBy(role::current)
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.ENDPOINT_DENIED))
          .hasMessageContaining("allowedEndpoints");
    }
    assertThat(sts.calls()).isEmpty();
  }

  @Test
  void aProfileOfASecretMayTakeOnARoleWithAnotherProfile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cloud"),
            """
            [own]
            aws_access_key_id = AKIAOWN
            aws_secret_access_key = canary

            [copies]
            role_arn = arn:aws:iam::123456789012:role/copies
            source_profile = own
            external_id = shared-words
            """);
    StsAccess access = access(sts.endpoint(), EndpointRules.ANYWHERE);
    assertThat(CredentialsSource.fromProfile(file, "own", access).current().accessKeyId())
        .isEqualTo("AKIAOWN");
    try (CredentialsSource source = CredentialsSource.fromProfile(file, "copies", access)) {
      assertThat(source.current().sessionToken()).isEqualTo("token-1");
    }
    assertThat(sts.calls().getFirst().authorization()).contains("Credential=AKIAOWN/");
    assertThat(sts.calls().getFirst().parameters()).containsEntry("ExternalId", "shared-words");
  }
}
