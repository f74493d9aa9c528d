// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import dev.s3copy.worker.http.TransportException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The authorities a server's certificate is judged by, where a bundle adds some. Native code can
/// only replace the well-known ones, so all are handed over.
final class Authorities {
  /// Where native code looks for the well-known ones too: Debian, Fedora, SUSE, older Red Hat,
  /// Alpine and macOS.
  private static final List<Path> WELL_KNOWN =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/cert.pem"));

  private static final int LINE = 64;

  private Authorities() {}

  /// The well-known ones and those of the bundle, in PEM.
  ///
  /// @throws TransportException naming the bundle that cannot be used
  static String with(Path bundle) throws TransportException {
    return with(bundle, WELL_KNOWN);
  }

  static String with(Path bundle, List<Path> wellKnown) throws TransportException {
    Set<Certificate> all = new LinkedHashSet<>(added(bundle));
    all.addAll(wellKnown(wellKnown));
    StringBuilder pem = new StringBuilder();
    for (Certificate each : all) pem.append(pem(each, bundle));
    return pem.toString();
  }

  private static Collection<? extends Certificate> added(Path bundle) throws TransportException {
    try {
      Collection<? extends Certificate> added = read(bundle);
      if (!added.isEmpty()) return added;
      throw unusable(bundle, "holds no certificate in PEM", null);
    } catch (IOException e) {
      throw unusable(bundle, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
    } catch (CertificateException e) {
      throw unusable(bundle, "holds no certificate in PEM", e);
    }
  }

  private static Collection<? extends Certificate> wellKnown(List<Path> places) {
    for (Path place : places) {
      try {
        if (Files.isReadable(place)) return read(place);
      } catch (IOException | CertificateException unreadable) {
        // Not one that this JDK can read: the next may be.
      }
    }
    return ofThisJdk();
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static Collection<? extends Certificate> ofThisJdk() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager each : factory.getTrustManagers()) {
        if (each instanceof X509TrustManager x509) return List.of(x509.getAcceptedIssuers());
      }
    } catch (GeneralSecurityException e) {
      // A runtime without authorities of its own: then only the bundle counts.
      return List.of();
    }
    return List.of();
  }

  private static String pem(Certificate certificate, Path bundle) throws TransportException {
    try {
      String body =
          Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateException e) {
      throw unusable(bundle, "holds a certificate that cannot be written again", e);
    }
  }

  private static TransportException unusable(Path bundle, String why, @Nullable Throwable cause) {
    return new TransportException(
        Reason.TLS, "CABundleInvalid", "the CA bundle " + bundle + " " + why, cause);
  }
}
