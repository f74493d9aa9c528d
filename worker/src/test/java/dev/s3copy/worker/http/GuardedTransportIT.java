// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.s3copy.worker.http.TransportException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.crt.http.HttpHeader;

/// P-23, with several servers on the loopback addresses that Linux has, and names that lead to
/// them.
@EnabledOnOs(OS.LINUX)
class GuardedTransportIT {
  private final List<HttpServer> servers = new ArrayList<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable CountDownLatch all;
  private boolean keepOpen;
  private int port;

  @AfterEach
  void close() {
    // Interrupts whoever still waits for a call that never came.
    threads.shutdownNow();
    servers.forEach(server -> server.stop(0));
    threads.close();
  }

  private void serve(String address) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 0);
    port = server.getAddress().getPort();
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.computeIfAbsent(address, _ -> new AtomicInteger()).incrementAndGet();
          waitForTheOthers();
          if (!keepOpen) exchange.getResponseHeaders().add("Connection", "close");
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    servers.add(server);
  }

  private void waitForTheOthers() {
    CountDownLatch latch = all;
    if (latch == null) return;
    latch.countDown();
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpTransport transport(String exceptions, int connections, Addresses.Names names)
      throws TransportException {
    return new HttpTransport(
        new HttpOptions(
            URI.create("http://s3.test:" + port),
            null,
            1,
            connections,
            Duration.ofSeconds(20),
            EndpointRules.guarded(exceptions)),
        names);
  }

  private static int get(HttpTransport transport) throws TransportException {
    HttpHeader[] headers = {new HttpHeader("Host", "s3.test")};
    return transport
        .send(new HttpCall("GET", "/", headers, null, null, true, Duration.ofSeconds(20)))
        .status();
  }

  private int requestsTo(String address) {
    AtomicInteger count = requests.get(address);
    return count == null ? 0 : count.get();
  }

  private static InetAddress[] one(String address) {
    return new InetAddress[] {InetAddress.ofLiteral(address)};
  }

  @Test
  void aNameThatTurnsToADeniedAddressIsNotFollowed() throws Exception {
    serve("127.0.0.2");
    serve("127.0.0.1");
    AtomicInteger asked = new AtomicInteger();
    Addresses.Names names = _ -> one(asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1");

    try (HttpTransport transport = transport("127.0.0.2", 4, names)) {
      assertThat(get(transport)).isEqualTo(204);
      assertThatThrownBy(() -> get(transport))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DENIED))
          .hasMessageContaining("s3.test is 127.0.0.1 (loopback)");
    }
    assertThat(requestsTo("127.0.0.2")).isOne();
    assertThat(requestsTo("127.0.0.1")).isZero();
  }

  @Test
  void whereOneAddressDoesNotAnswerAnotherIsUsed() throws Exception {
    serve("127.0.0.3");
    InetAddress[] found = {InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.3")};

    try (HttpTransport transport = transport("127.0.0.0/8", 4, _ -> found.clone())) {
      for (int i = 0; i < 4; i++) assertThat(get(transport)).isEqualTo(204);
    }
    assertThat(requestsTo("127.0.0.3")).isEqualTo(4);
  }

  /// Connections outlive the memory of the address they were made to.
  @Test
  void thereMayBeMoreAddressesThanAreRemembered() throws Exception {
    int many = NativeStack.MAX_HOSTS + 10;
    keepOpen = true;
    for (int i = 0; i < many; i++) serve("127.0.1." + (i + 1));
    all = new CountDownLatch(many);
    AtomicInteger asked = new AtomicInteger();
    Addresses.Names names = _ -> one("127.0.1." + (asked.getAndIncrement() % many + 1));

    try (HttpTransport transport = transport("127.0.0.0/8", many, names)) {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < many; i++) calls.add(threads.submit(() -> get(transport)));
      for (Future<Integer> call : calls) assertThat(call.get()).isEqualTo(204);
    }
    assertThat(requests).hasSize(many);
  }
}
