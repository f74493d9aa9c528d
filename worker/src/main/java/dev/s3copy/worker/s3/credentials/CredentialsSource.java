// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.core.failure.StoreException;
import java.nio.file.Path;
import java.time.InstantSource;

/// Where credentials come from and how they stay fresh. Safe for use by many threads.
///
/// Some ask a service, over connections of their own: whoever made a source closes it.
public abstract sealed class CredentialsSource implements AutoCloseable
    permits AnonymousCredentials, FileCredentials, ChainCredentials, RoleCredentials {
  public static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
  public static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";
  public static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";

  /// A folder with one file per key, as the kubelet mounts a Secret; read again when it changes.
  public static CredentialsSource fromFolder(Path folder) {
    return fromFolder(folder, KeyNames.USUAL);
  }

  public static CredentialsSource fromFolder(Path folder, KeyNames names) {
    return new FileCredentials(new SecretFolder(folder), names);
  }

  /// A file of `NAME=value` lines; read again when it changes.
  public static CredentialsSource fromEnvFile(Path file) {
    return fromEnvFile(file, KeyNames.USUAL);
  }

  public static CredentialsSource fromEnvFile(Path file, KeyNames names) {
    return new FileCredentials(new SecretEnvFile(file), names);
  }

  /// One profile of an AWS credentials file; its keys are read again when they change.
  ///
  /// @param sts for a profile with a role
  /// @throws StoreException where the profile's keys come from somewhere else
  public static CredentialsSource fromProfile(Path file, String profile, StsAccess sts) {
    return SecretProfile.source(file, profile, sts);
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

  /// Where they come from, for people: `from AWS_ACCESS_KEY_ID`. Known once [#current] was asked.
  public abstract String origin();

  /// A role that these credentials take on; closed together with them.
  public final CredentialsSource assuming(AssumedRole role, StsAccess sts) {
    return new RoleCredentials(new RoleSessions(this, role, sts), InstantSource.system());
  }

  @Override
  public void close() {}

  @Override
  public final String toString() {
    return getClass().getSimpleName();
  }
}
