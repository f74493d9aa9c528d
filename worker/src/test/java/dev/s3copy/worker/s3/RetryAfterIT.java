// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server says how long it wants to be left alone.
class RetryAfterIT {
  @ParameterizedTest
  @CsvSource(
      value = {
        "7 | 7",
        "Mon, 01 Jan 2024 00:00:00 GMT | 0",
        "soon | 0",
        "-5 | 0",
        "99999999999999999999 | 0",
      },
      delimiter = '|')
  void isHeard(String told, long seconds) throws IOException {
    assertThat(heard(told)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void timeIsTakenByTheServersClock() throws IOException {
    ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30);
    assertThat(heard(DateTimeFormatter.RFC_1123_DATE_TIME.format(then)))
        .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(31));
  }

  private static Duration heard(String told) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", told);
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    S3ConnectionOptions options =
        new S3ConnectionOptions(
            uri,
            "us-east-1",
            CredentialsSource.anonymous(),
            null,
            1,
            2,
            Duration.ofSeconds(20),
            Clock.systemUTC());
    try (S3Connection connection = S3Connection.open(options, new OpenGate())) {
      BucketAddress location = BucketAddress.resolve(uri, null, "b", true);
      S3Bucket bucket = new S3Bucket(connection, location, Key.EMPTY, BucketOptions.NONE);
      var _ = bucket.head(Key.of("k")).send();
      throw new AssertionError("not refused");
    } catch (StoreException e) {
      return e.failure().retryAfter();
    } finally {
      server.stop(0);
    }
  }
}
