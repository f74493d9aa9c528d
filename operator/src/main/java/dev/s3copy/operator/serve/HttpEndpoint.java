// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.serve;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;
import static java.net.HttpURLConnection.HTTP_UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// `/livez`, `/readyz` and `/metrics`.
public final class HttpEndpoint implements AutoCloseable {
  private static final int BACKLOG = 16;
  private final HttpServer server;

  /// A page and whether it is good news.
  public record Page(boolean good, String text) {}

  public HttpEndpoint(InetSocketAddress address) {
    try {
      server = HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> reply(exchange, HTTP_NOT_FOUND, "not found\n"));
  }

  public HttpEndpoint page(String path, Supplier<Page> content) {
    server.createContext(
        path,
        exchange -> {
          Page page = content.get();
          reply(exchange, page.good() ? HTTP_OK : HTTP_UNAVAILABLE, page.text());
        });
    return this;
  }

  public HttpEndpoint start() {
    server.start();
    return this;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void reply(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(code, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
