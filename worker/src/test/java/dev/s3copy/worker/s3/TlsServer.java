// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// An empty bucket behind TLS, with a certificate of its own.
final class TlsServer implements AutoCloseable {
  private static final byte[] EMPTY_LIST =
      "<ListBucketResult><EncodingType>url</EncodingType></ListBucketResult>"
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final Path certificate;

  private TlsServer(HttpServer server, Path certificate) {
    this.server = server;
    this.certificate = certificate;
  }

  /// @param name of the certificate: `ip:127.0.0.1` or `dns:example.org`
  /// @param start of its validity of two days, as keytool reads it: `-0d`, `-5d`
  static TlsServer start(Path folder, String name, String start) throws Exception {
    return start(TestKeys.make(folder, name, start), null);
  }

  /// @param client whose certificate alone is let in; null lets everybody in
  static TlsServer start(TestKeys own, @Nullable TestKeys client) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.keyManagers(), client == null ? null : client.trustManagers(), null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(client != null);
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, EMPTY_LIST.length);
          exchange.getResponseBody().write(EMPTY_LIST);
          exchange.close();
        });
    server.start();
    return new TlsServer(server, own.certificate());
  }

  URI endpoint() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  /// A CA bundle under which the server is trusted.
  Path certificate() {
    return certificate;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
