// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.TlsOptions;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom we believe to be the server.
class TlsIT {
  @TempDir private Path folder;

  private static void preflight(URI endpoint, @Nullable Path caBundle) {
    preflight(endpoint, caBundle, EndpointRules.ANYWHERE);
  }

  private static void preflight(URI endpoint, @Nullable Path caBundle, EndpointRules rules) {
    preflight(endpoint, TlsOptions.trusting(caBundle), rules);
  }

  private static void preflight(URI endpoint, TlsOptions tls, EndpointRules rules) {
    S3ConnectionOptions options =
        new S3ConnectionOptions(
            endpoint,
            "us-east-1",
            CredentialsSource.anonymous(),
            tls,
            1,
            2,
            Duration.ofSeconds(20),
            Clock.systemUTC(),
            rules,
            Proxies.NONE);
    try (S3Connection connection = S3Connection.open(options, new OpenGate())) {
      BucketAddress location = BucketAddress.resolve(endpoint, null, "b", true);
      new S3Bucket(connection, location, Key.EMPTY, BucketOptions.NONE)
          .preflight(BucketAccess.READ)
          .forEach(Runnable::run);
    }
  }

  private static void assertNotTrusted(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class,
            e ->
                assertThat(e.failure().kind())
                    .as(e.getMessage())
                    .isEqualTo(FailureKind.TLS_FAILED));
  }

  @Test
  void aCertificateOfAPrivateAuthorityIsTrustedWithItsBundle() throws Exception {
    try (TlsServer server = TlsServer.start(folder, "ip:127.0.0.1", "-0d")) {
      preflight(server);
    }
  }

  @Test
  void aServerThatAsksForACertificateIsShownOurs() throws Exception {
    TestKeys client = TestKeys.make(sub("client"), "dns:client", "-0d");
    TestKeys own = TestKeys.make(sub("server"), "ip:127.0.0.1", "-0d");
    try (TlsServer server = TlsServer.start(own, client)) {
      TlsOptions shown = new TlsOptions(server.certificate(), client.certificate(), client.key());
      preflight(server.endpoint(), shown, EndpointRules.ANYWHERE);
      ThrowingCallable without = () -> preflight(server);
      assertThatThrownBy(without).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void aClientCertificateThatIsNoneIsRefusedByName() throws Exception {
    Path text = Files.writeString(folder.resolve("tls.crt"), "no certificate");
    TlsOptions tls = new TlsOptions(null, text, text);
    assertNotTrusted(
        () -> preflight(URI.create("https://127.0.0.1:1"), tls, EndpointRules.ANYWHERE));
    assertThatThrownBy(
            () -> preflight(URI.create("https://127.0.0.1:1"), tls, EndpointRules.ANYWHERE))
        .hasMessageContaining("tls.crt");
  }

  /// All at once: native code holds a failed handshake back for 10 to 30 s, on purpose.
  @Test
  void aCertificateThatIsPrivateExpiredOrOfAnotherNameIsNotTrusted() throws Exception {
    try (TlsServer usual = TlsServer.start(sub("usual"), "ip:127.0.0.1", "-0d");
        TlsServer expired = TlsServer.start(sub("expired"), "ip:127.0.0.1", "-5d");
        TlsServer other = TlsServer.start(sub("other"), "dns:example.org", "-0d");
        TlsServer address = TlsServer.start(sub("address"), "ip:127.0.0.1", "-0d");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> checks =
          List.of(
              threads.submit(() -> assertNotTrusted(() -> preflight(usual.endpoint(), null))),
              threads.submit(() -> assertNotTrusted(() -> preflight(expired))),
              threads.submit(() -> assertNotTrusted(() -> preflightByName(address))),
              threads.submit(() -> assertNotTrusted(() -> preflight(other))));
      for (Future<?> check : checks) check.get();
    }
  }

  private Path sub(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /// Where addresses are judged the connection goes to one, and the certificate must still be of
  /// the name.
  private static void preflightByName(TlsServer server) {
    URI endpoint = URI.create("https://localhost:" + server.endpoint().getPort());
    preflight(endpoint, server.certificate(), EndpointRules.guarded("127.0.0.0/8"));
  }

  private static void preflight(TlsServer server) {
    preflight(server.endpoint(), server.certificate());
  }

  @Test
  void aBundleThatIsNoneIsRefusedByName() throws Exception {
    Path bundle = Files.writeString(folder.resolve("not.pem"), "no certificate");
    ThrowingCallable open = () -> preflight(URI.create("https://127.0.0.1:1"), bundle);
    assertNotTrusted(open);
    assertThatThrownBy(open).hasMessageContaining("not.pem");
    Path missing = folder.resolve("missing.pem");
    assertNotTrusted(() -> preflight(URI.create("https://127.0.0.1:1"), missing));
  }
}
