// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import java.util.concurrent.TimeUnit;

/// Credentials in mounted files. They are read again every few seconds, and whenever the server
/// rejects them.
final class FileCredentials extends CredentialsSource {
  /// The kubelet takes up to a minute to bring a changed Secret, so reading more often gains
  /// nothing.
  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SecretFiles files;
  private final KeyNames names;
  private final Expiring<S3Credentials> kept =
      new Expiring<>(this::read, KEEP_NANOS, System::nanoTime);

  FileCredentials(SecretFiles files, KeyNames names) {
    this.files = files;
    this.names = names;
  }

  @Override
  public S3Credentials current() {
    return kept.get();
  }

  @Override
  public String origin() {
    return "from a Secret";
  }

  @Override
  public S3Credentials renew(S3Credentials rejected) {
    return kept.renew(rejected);
  }

  private S3Credentials read() {
    return new S3Credentials(
        files.required(names.accessKeyId()),
        files.required(names.secretAccessKey()),
        names.tokenNeeded()
            ? files.required(names.sessionToken())
            : files.optional(names.sessionToken()));
  }
}
