// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// P-23: a copy must not reach what only its worker can reach.
class EndpointRulesIT {
  @TempDir private Path folder;

  private static void preflight(String endpoint, @Nullable Path caBundle, EndpointRules rules) {
    URI uri = URI.create(endpoint);
    S3ConnectionOptions options =
        new S3ConnectionOptions(
                uri,
                "us-east-1",
                CredentialsSource.anonymous(),
                caBundle,
                1,
                2,
                Duration.ofSeconds(20),
                Clock.systemUTC())
            .within(rules);
    try (S3Connection connection = S3Connection.open(options, new OpenGate())) {
      BucketAddress location = BucketAddress.resolve(uri, null, "b", true);
      new S3Bucket(connection, location, Key.EMPTY, BucketOptions.NONE)
          .preflight(BucketAccess.READ)
          .forEach(Runnable::run);
    }
  }

  private static Failure failureOf(ThrowingCallable call) {
    AtomicReference<Failure> failure = new AtomicReference<>();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StoreException.class, e -> failure.set(e.failure()));
    return failure.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"})
  void aWorkerDoesNotEvenConnectToItself(String host) throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.configureBlocking(false);
      String endpoint = "http://" + host + ":" + server.socket().getLocalPort();

      Failure failure =
          failureOf(() -> preflight(endpoint, null, EndpointRules.guarded("10.0.0.0/8")));

      assertThat(failure.kind()).isEqualTo(FailureKind.ENDPOINT_DENIED);
      assertThat(failure.code()).isEqualTo("EndpointDenied");
      assertThat(failure.message())
          .contains(
              endpoint, "127.0.0.1 (loopback)", "allowedEndpoints", "S3COPY_ALLOWED_ENDPOINTS");
      assertThat(server.accept()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://169.254.169.254", "http://[fd00:ec2::254]", "http://0.0.0.0:9000"})
  void metadataServicesAreDeniedAtOnceAndForGood(String endpoint) {
    Failure failure = failureOf(() -> preflight(endpoint, null, EndpointRules.guarded("")));

    assertThat(failure.kind()).isEqualTo(FailureKind.ENDPOINT_DENIED);
    assertThat(failure.kind().retryable()).isFalse();
    assertThat(failure.kind().scope()).isEqualTo(FailureKind.Scope.RUN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.0/8", "localhost"})
  void anExceptionOfTheOperatorLetsThrough(String exception) throws Exception {
    try (TlsServer server = TlsServer.start(folder, "dns:localhost", "-0d")) {
      preflight(atLocalhost(server), server.certificate(), EndpointRules.guarded(exception));
    }
  }

  private static String atLocalhost(TlsServer server) {
    return "https://localhost:" + server.endpoint().getPort();
  }
}
