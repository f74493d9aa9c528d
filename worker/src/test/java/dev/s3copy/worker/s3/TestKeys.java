// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// A key and a certificate for it that nobody else signed, made by the JDK's keytool.
///
/// @param certificate the certificate in PEM
/// @param key the private key in PEM
record TestKeys(KeyStore store, Path certificate, Path key) {
  private static final String ALIAS = "own";
  private static final char[] PASSWORD = "changeit".toCharArray();

  /// @param name of the certificate: `ip:127.0.0.1` or `dns:example.org`
  /// @param start of its validity of two days, as keytool reads it: `-0d`, `-5d`
  static TestKeys make(Path folder, String name, String start) throws Exception {
    Path file = folder.resolve("keys.p12");
    keytool(file, name, start, "CN=s3copy test " + folder.getFileName());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return new TestKeys(
        store,
        pem(folder.resolve("tls.crt"), "CERTIFICATE", store.getCertificate(ALIAS).getEncoded()),
        pem(folder.resolve("tls.key"), "PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded()));
  }

  private static void keytool(Path store, String name, String start, String subject)
      throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "RSA",
            "-dname",
            subject,
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

  private static Path pem(Path file, String what, byte[] encoded) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, body));
  }

  KeyManager[] keyManagers() throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    return factory.getKeyManagers();
  }

  /// Those who believe this certificate, and no other.
  TrustManager[] trustManagers() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }
}
