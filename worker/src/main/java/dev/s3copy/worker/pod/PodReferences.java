// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.CaBundle;
import dev.s3copy.api.Credentials;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.api.contract.MountLayout;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.run.References;
import dev.s3copy.worker.run.VolumePlace;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the kubelet mounted the objects that a copy names. A pod starts even if a Secret or
/// ConfigMap is missing, so that the worker can report it by name.
record PodReferences(
    MountLayout mounts, String namespace, @Nullable String region, EndpointRules endpoints)
    implements References {

  @Override
  public VolumePlace place(VolumeLocation volume) {
    return new VolumePlace(mounts.claim(volume.claimName()), volume.path());
  }

  @Override
  public CredentialsSource credentials(@Nullable Credentials credentials) {
    if (credentials == null) return CredentialsSource.standardChain();
    if (Boolean.TRUE.equals(credentials.anonymous())) return CredentialsSource.anonymous();
    String secret = credentials.secretName();
    return secret == null
        ? CredentialsSource.standardChain()
        : CredentialsSource.fromFolder(mounts.secret(secret));
  }

  @Override
  public StoreException noCredentials(@Nullable Credentials credentials, StoreException cause) {
    String secret = credentials == null ? null : credentials.secretName();
    if (secret == null) {
      return missing(
          "CredentialsMissing",
          "no access key was found for a bucket that names none; set credentials.secretName,"
              + " credentials.serviceAccount or credentials.anonymous");
    }
    if (!holdsAnything(mounts.secret(secret))) {
      return missing(
          "SecretNotFound",
          "Secret %s is not in namespace %s; create it there with the keys %s and %s"
              .formatted(
                  secret,
                  namespace,
                  CredentialsSource.ACCESS_KEY_ID,
                  CredentialsSource.SECRET_ACCESS_KEY));
    }
    return missing(
        "SecretKeyMissing",
        "Secret %s of namespace %s lacks %s or %s, or one of them is empty; correct the Secret"
            .formatted(
                secret,
                namespace,
                CredentialsSource.ACCESS_KEY_ID,
                CredentialsSource.SECRET_ACCESS_KEY));
  }

  /// Files that begin with two dots are the kubelet's own. They exist for an absent Secret too.
  private static boolean holdsAnything(Path folder) {
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> !file.getFileName().toString().startsWith(".."));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public @Nullable Path caBundle(@Nullable CaBundle bundle) {
    if (bundle == null) return null;
    Path file = mounts.configMap(bundle.configMapName()).resolve(bundle.key());
    if (Files.isReadable(file)) return file;
    throw missing(
        "ConfigMapNotFound",
        "ConfigMap %s of namespace %s is not there or has no key %s; create it with the CA's"
            .concat(" certificates in PEM")
            .formatted(bundle.configMapName(), namespace, bundle.key()));
  }

  private static StoreException missing(String code, String message) {
    return new StoreException(
        Failure.of(FailureKind.REFERENCE_NOT_FOUND, "Prepare", code, message));
  }
}
