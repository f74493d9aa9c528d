// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.Credentials;
import dev.s3copy.api.SecretKeys;
import dev.s3copy.api.SecretProfile;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import dev.s3copy.worker.s3.credentials.KeyNames;
import dev.s3copy.worker.s3.credentials.StsAccess;
import java.nio.file.Path;

/// The access key in a Secret that lies in the file system, as the manifest says how it lies there.
public final class SecretCredentials {
  private SecretCredentials() {}

  /// @param folder one file per key of the Secret
  public static CredentialsSource inFolder(Path folder, Credentials spec, StsAccess sts) {
    SecretProfile profile = spec.profile();
    return profile == null
        ? CredentialsSource.fromFolder(folder, names(spec))
        : CredentialsSource.fromProfile(folder.resolve(profile.key()), profile.name(), sts);
  }

  /// @param file of `NAME=value` lines, or the credentials file itself
  static CredentialsSource inFile(Path file, Credentials spec, StsAccess sts) {
    SecretProfile profile = spec.profile();
    return profile == null
        ? CredentialsSource.fromEnvFile(file, names(spec))
        : CredentialsSource.fromProfile(file, profile.name(), sts);
  }

  private static KeyNames names(Credentials spec) {
    SecretKeys keys = spec.secretKeys();
    if (keys == null) return KeyNames.USUAL;
    String token = keys.sessionToken();
    return new KeyNames(
        keys.accessKeyId(),
        keys.secretAccessKey(),
        token == null ? CredentialsSource.SESSION_TOKEN : token,
        token != null);
  }

  /// What the Secret must hold, for people.
  public static String wanted(Credentials spec) {
    SecretProfile profile = spec.profile();
    if (profile != null) {
      return "the key %s: an AWS credentials file with profile %s"
          .formatted(profile.key(), profile.name());
    }
    KeyNames names = names(spec);
    return "the keys %s and %s%s"
        .formatted(
            names.accessKeyId(),
            names.secretAccessKey(),
            names.tokenNeeded() ? " and " + names.sessionToken() : "");
  }
}
