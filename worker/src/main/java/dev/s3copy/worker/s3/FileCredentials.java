// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Credentials in mounted files, looked at again every few seconds and whenever they are rejected.
final class FileCredentials extends CredentialsSource {
  /// The kubelet takes up to a minute to bring a changed Secret: looking more often gains nothing.
  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SecretFiles files;
  private volatile @Nullable Cached cached;

  FileCredentials(SecretFiles files) {
    this.files = files;
  }

  private record Cached(Credentials credentials, long at) {}

  @Override
  Credentials current() {
    Cached now = cached;
    if (now != null && System.nanoTime() - now.at < KEEP_NANOS) return now.credentials;
    return read();
  }

  @Override
  Credentials renew(Credentials rejected) {
    Cached now = cached;
    if (now != null && !now.credentials.equals(rejected)) return now.credentials;
    return read();
  }

  private synchronized Credentials read() {
    Cached before = cached;
    Credentials fresh =
        new Credentials(
            files.required(ACCESS_KEY_ID),
            files.required(SECRET_ACCESS_KEY),
            files.optional(SESSION_TOKEN));
    // The same instance as long as nothing changed: then comparing them costs nothing.
    if (before != null && before.credentials.equals(fresh)) fresh = before.credentials;
    cached = new Cached(fresh, System.nanoTime());
    return fresh;
  }
}
