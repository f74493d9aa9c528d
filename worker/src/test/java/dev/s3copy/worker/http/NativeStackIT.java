// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.crt.http.HttpClientConnection;

/// On the loopback addresses that Linux has.
@EnabledOnOs(OS.LINUX)
class NativeStackIT {
  private static final int MANY = 2 * NativeStack.MAX_HOSTS;

  /// Whoever waits for a connection to an address waits for ever where that is forgotten meanwhile.
  @Test
  void noAddressIsForgottenWhileSomebodyConnectsToIt() throws Exception {
    List<CompletableFuture<HttpClientConnection>> pending = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, MANY, InetAddress.ofLiteral("0.0.0.0"));
        NativeStack stack = new NativeStack(options(server.getLocalPort()))) {
      for (int i = 1; i <= MANY; i++) pending.add(stack.acquire("127.0.1." + i));
      for (CompletableFuture<HttpClientConnection> each : pending) {
        each.get(10, TimeUnit.SECONDS).close();
      }
    }
    assertThat(pending).hasSize(MANY);
  }

  private static HttpOptions options(int port) {
    return new HttpOptions(
        URI.create("http://s3.test:" + port),
        null,
        1,
        MANY,
        Duration.ofSeconds(20),
        EndpointRules.guarded("127.0.0.0/8"));
  }
}
