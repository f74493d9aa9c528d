// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whom we believe to be the server, and how we show who we are. The files are read when a
/// connection is set up for the first time.
///
/// @param caBundle PEM certificates of authorities, beside the well-known ones; null for these
///     alone
/// @param certificate our own certificate in PEM, with those that lead to its authority; null for
///     none
/// @param key its private key in PEM; null exactly where there is no certificate
public record TlsOptions(@Nullable Path caBundle, @Nullable Path certificate, @Nullable Path key) {
  public static final TlsOptions USUAL = new TlsOptions(null, null, null);

  public TlsOptions {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("a certificate and its key come together");
    }
  }

  public static TlsOptions trusting(@Nullable Path caBundle) {
    return new TlsOptions(caBundle, null, null);
  }
}
