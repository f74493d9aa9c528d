// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.testkit.StubSts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/// A web identity, as the environment of a pod on EKS gives one; here the SDK finds the same in
/// properties of the JVM.
class ChainCredentialsIT {
  private static final long AT_ONCE = 1;

  /// The SDK asks for new ones a minute before the end: here after a few seconds.
  private static final Duration LIFE = Duration.ofSeconds(63);

  @TempDir private Path folder;
  private final StubSts sts = StubSts.start("ASIAX", "s", LIFE);
  private final Map<String, String> properties = new HashMap<>();

  @BeforeEach
  void set() throws Exception {
    properties.put("aws.roleArn", "arn:aws:iam::123456789012:role/copies");
    properties.put(
        "aws.webIdentityTokenFile",
        Files.writeString(folder.resolve("token"), "canary-jwt").toString());
    properties.put("aws.endpointUrlSts", sts.endpoint().toString());
    properties.put("aws.region", "eu-west-1");
    properties.forEach(System::setProperty);
  }

  @AfterEach
  void clear() {
    properties.keySet().forEach(System::clearProperty);
    sts.close();
  }

  private static void awaitToken(CredentialsSource source, String token)
      throws InterruptedException {
    for (int i = 0; i < 1000 && !source.current().sessionToken().equals(token); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(source.current().sessionToken()).isEqualTo(token);
  }

  @Test
  void aWebIdentityIsRenewedLongBeforeItsEnd() throws Exception {
    long start = System.nanoTime();
    try (ChainCredentials chain = new ChainCredentials(ChainPlace.ALL, AT_ONCE)) {
      assertThat(chain.current()).isEqualTo(new S3Credentials("ASIAX", "s", "token-1"));
      awaitToken(chain, "token-2");
      awaitToken(chain, "token-3");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIFE);
  }

  @Test
  void whileNewOnesCannotBeHadTheOldOnesAreUsed() throws Exception {
    try (ChainCredentials chain = new ChainCredentials(ChainPlace.ALL, AT_ONCE)) {
      S3Credentials first = chain.current();
      sts.refuse(403, "AccessDenied", "not now");
      for (int i = 0; i < 500 && sts.calls().size() < 2; i++) {
        assertThat(chain.current()).isEqualTo(first);
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(sts.calls()).hasSizeGreaterThan(1);
      assertThat(chain.current()).isEqualTo(first);
    }
  }

  @Test
  void aRefusedIdentityIsToldWithItsReason() {
    sts.refuse(403, "AccessDenied", "the subject is not allowed");
    try (ChainCredentials chain = new ChainCredentials(ChainPlace.ALL, AT_ONCE)) {
      assertThatThrownBy(chain::current)
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.CREDENTIALS_REJECTED);
                assertThat(e.failure().code()).isEqualTo("IdentityUnusable");
              })
          .hasMessageContainingAll("web identity", "the subject is not allowed")
          .hasMessageNotContaining("canary");
    }
  }

  @Test
  void placesThatPromiseNothingArePassedOver() {
    List<Supplier<ChainPlace>> places =
        List.of(
            () -> new ChainPlace("nowhere", ChainCredentialsIT::none, () -> false),
            () -> new ChainPlace("here", ChainCredentialsIT::some, () -> true));
    try (ChainCredentials chain = new ChainCredentials(places, AT_ONCE)) {
      assertThat(chain.current().accessKeyId()).isEqualTo("id");
    }
  }

  @Test
  void whereNoPlaceHasAnyTheMessageIsShort() {
    List<Supplier<ChainPlace>> places =
        List.of(() -> new ChainPlace("nowhere", ChainCredentialsIT::none, () -> false));
    try (ChainCredentials chain = new ChainCredentials(places, AT_ONCE)) {
      assertThatThrownBy(chain::current)
          .hasMessageContaining("NoCredentials")
          .extracting(Throwable::getMessage)
          .satisfies(message -> assertThat(message.length()).isLessThan(300));
    }
  }

  private static AwsCredentials some() {
    return AwsBasicCredentials.create("id", "secret");
  }

  private static AwsCredentials none() {
    throw new IllegalStateException("none here");
  }
}
