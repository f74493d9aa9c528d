// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.s3copy.worker.http.TransportException.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.crt.http.HttpHeader;

class PendingExchangeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// More nanoseconds than a long has: the exchange cannot even be made.
  private static final Duration TOO_LONG = Duration.ofSeconds(Long.MAX_VALUE);

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aCallThatCannotBeStartedOnItsNewConnectionEndsAndLeavesRoomForOthers() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    HttpOptions options = new HttpOptions(endpoint, null, 1, 1, PATIENCE, EndpointRules.ANYWHERE);
    try (HttpTransport transport = new HttpTransport(options)) {
      assertThatThrownBy(() -> transport.send(call(endpoint, TOO_LONG)))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INTERNAL));
      assertThat(transport.send(call(endpoint, PATIENCE)).status()).isEqualTo(204);
    } finally {
      server.stop(0);
    }
  }

  private static HttpCall call(URI endpoint, Duration patience) {
    HttpHeader[] headers = {new HttpHeader("host", endpoint.getAuthority())};
    return new HttpCall("GET", "/", headers, null, null, true, patience);
  }
}
