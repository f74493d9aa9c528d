// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// An empty bucket behind TLS, with a certificate of its own that the JDK's keytool makes.
final class TlsServer implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();
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
    Path store = folder.resolve("server.p12");
    keytool(store, name, start);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, EMPTY_LIST.length);
          exchange.getResponseBody().write(EMPTY_LIST);
          exchange.close();
        });
    server.start();
    return new TlsServer(server, pem(folder, keys.getCertificate("server")));
  }

  private static void keytool(Path store, String name, String start) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=s3copy test",
            "-ext",
            "san=" + name,
            "-startdate",
            start,
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            new String(PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean ended = process.waitFor(1, TimeUnit.MINUTES);
    if (!ended || process.exitValue() != 0) throw new IllegalStateException(output);
  }

  private static Path pem(Path folder, Certificate certificate) throws Exception {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
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
