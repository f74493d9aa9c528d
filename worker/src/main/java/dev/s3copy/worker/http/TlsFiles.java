// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import dev.s3copy.worker.http.TransportException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextOptions;

/// Turns files into what native code needs for TLS.
final class TlsFiles {
  private TlsFiles() {}

  /// @throws TransportException naming the file that cannot be used
  static TlsContext context(TlsOptions tls) throws TransportException {
    try (TlsContextOptions options = options(tls)) {
      options.withMinimumTlsVersion(TlsContextOptions.TlsVersions.TLSv1_2);
      Path bundle = tls.caBundle();
      if (bundle != null) options.overrideDefaultTrustStore(Authorities.with(bundle));
      return new TlsContext(options);
    } catch (CrtRuntimeException e) {
      throw unusable(tls, e.errorName, e);
    }
  }

  private static TlsContextOptions options(TlsOptions tls) throws TransportException {
    Path certificate = tls.certificate();
    Path key = tls.key();
    if (certificate == null || key == null) return TlsContextOptions.createDefaultClient();
    return TlsContextOptions.createWithMtls(pem(certificate), pem(key));
  }

  private static String pem(Path file) throws TransportException {
    try {
      String text = Files.readString(file);
      if (text.contains("-----BEGIN ")) return text;
      throw failure("ClientCertificateInvalid", file + " is not PEM", null);
    } catch (IOException e) {
      String why = file + " cannot be read (" + e.getClass().getSimpleName() + ")";
      throw failure("ClientCertificateInvalid", why, e);
    }
  }

  /// The text of native code says nothing; the files it was given do.
  private static TransportException unusable(
      TlsOptions tls, String error, CrtRuntimeException cause) {
    String files =
        (tls.caBundle() == null ? "" : "CA bundle " + tls.caBundle() + " ")
            + (tls.certificate() == null
                ? ""
                : "client certificate " + tls.certificate() + " with key " + tls.key() + " ");
    return failure(error, files + "cannot be used for TLS: " + cause.getMessage(), cause);
  }

  private static TransportException failure(String code, String why, @Nullable Throwable cause) {
    return new TransportException(Reason.TLS, code, why, cause);
  }
}
