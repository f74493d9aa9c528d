// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.core.failure.StoreException;
import java.nio.file.Path;

/// Where credentials come from and how they stay fresh. Safe for use by many threads.
public abstract sealed class CredentialsSource
    permits AnonymousCredentials, FileCredentials, ChainCredentials {
  public static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
  public static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";
  public static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";

  /// A folder with one file per key, as the kubelet mounts a Secret; read again when it changes.
  public static CredentialsSource fromFolder(Path folder) {
    return new FileCredentials(new SecretFolder(folder));
  }

  /// A file of `NAME=value` lines; read again when it changes.
  public static CredentialsSource fromEnvFile(Path file) {
    return new FileCredentials(new SecretEnvFile(file));
  }

  public static CredentialsSource anonymous() {
    return new AnonymousCredentials();
  }

  /// The AWS SDK's default chain: environment, profile, web identity, pod identity, instance.
  public static CredentialsSource standardChain() {
    return new ChainCredentials();
  }

  /// The credentials to sign the next request with; cheap.
  ///
  /// @throws StoreException CREDENTIALS_MISSING
  public abstract S3Credentials current();

  /// Called after the server rejected credentials: reads them again, even if the cache still holds
  /// some. Many threads may report the same ones; only one of them reads.
  public abstract S3Credentials renew(S3Credentials rejected);

  @Override
  public final String toString() {
    return getClass().getSimpleName();
  }
}
