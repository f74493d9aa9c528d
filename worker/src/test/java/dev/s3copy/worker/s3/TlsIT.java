// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom we believe to be the server.
class TlsIT {
  @TempDir private Path folder;

  private static void preflight(URI endpoint, @Nullable Path caBundle) {
    S3ConnectionOptions options =
        new S3ConnectionOptions(
            endpoint,
            "us-east-1",
            CredentialsSource.anonymous(),
            caBundle,
            1,
            2,
            Duration.ofSeconds(20),
            Clock.systemUTC());
    try (S3Connection connection = S3Connection.open(options, new OpenGate())) {
      S3Location location = S3Location.resolve(endpoint, null, "b", true);
      new S3Bucket(connection, location, Key.EMPTY).preflight(Access.READ);
    }
  }

  private static void assertNotTrusted(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.TLS_FAILED));
  }

  @Test
  void a_certificate_of_a_private_authority_is_trusted_only_with_its_bundle() throws Exception {
    try (TlsServer server = TlsServer.start(folder, "ip:127.0.0.1", "-0d")) {
      assertNotTrusted(() -> preflight(server.endpoint(), null));
      preflight(server.endpoint(), server.certificate());
    }
  }

  @Test
  void a_certificate_of_another_name_is_not_trusted() throws Exception {
    try (TlsServer server = TlsServer.start(folder, "dns:example.org", "-0d")) {
      assertNotTrusted(() -> preflight(server.endpoint(), server.certificate()));
    }
  }

  @Test
  void an_expired_certificate_is_not_trusted() throws Exception {
    try (TlsServer server = TlsServer.start(folder, "ip:127.0.0.1", "-5d")) {
      assertNotTrusted(() -> preflight(server.endpoint(), server.certificate()));
    }
  }

  @Test
  void a_bundle_that_is_none_is_refused_by_name() throws Exception {
    Path bundle = Files.writeString(folder.resolve("not.pem"), "no certificate");
    ThrowingCallable open = () -> preflight(URI.create("https://127.0.0.1:1"), bundle);
    assertNotTrusted(open);
    assertThatThrownBy(open).hasMessageContaining("not.pem");
    Path missing = folder.resolve("missing.pem");
    assertNotTrusted(() -> preflight(URI.create("https://127.0.0.1:1"), missing));
  }
}
