// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// An HTTPS server whose certificate nobody has reason to trust; it ends with the JVM.
final class SelfSigned {
  private static final String PASSWORD = "changeit";

  private SelfSigned() {}

  static URI startServer(Path folder) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(folder), null, null);
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpsServer server = HttpsServer.create(anyPort, 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      // Both ends of a copy are opened at once: no handshake waits for another.
      server.setExecutor(Thread::startVirtualThread);
      server.start();
      return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Of the server that was started with this folder, in PEM.
  static Path certificate(Path folder) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("self-signed.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    String body =
        Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded());
    return Files.writeString(
        folder.resolve("server.pem"),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  private static KeyManager[] keys(Path folder) throws Exception {
    Path file = folder.resolve("self-signed.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String command =
        keytool
            + " -genkeypair -keyalg EC -alias server -dname CN=127.0.0.1 -ext"
            + " SAN=ip:127.0.0.1,dns:s3.nowhere.invalid"
            + " -storetype PKCS12 -storepass %s -keystore %s".formatted(PASSWORD, file);
    int exit = new ProcessBuilder(command.split(" ")).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("keytool failed");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, PASSWORD.toCharArray());
    return factory.getKeyManagers();
  }
}
