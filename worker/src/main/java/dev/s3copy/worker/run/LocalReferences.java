// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.CaBundle;
import dev.s3copy.api.Credentials;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands in for a cluster's claims, Secrets and ConfigMaps on this machine: folders and
/// files.
public record LocalReferences(
    Map<String, Path> volumes, Map<String, Path> secrets, Map<String, Path> configMaps)
    implements References {

  public LocalReferences {
    volumes = Map.copyOf(volumes);
    secrets = Map.copyOf(secrets);
    configMaps = Map.copyOf(configMaps);
  }

  /// All of it is trusted: the folder is one of the user's own.
  @Override
  public VolumePlace place(VolumeLocation volume) {
    Path root = volumes.get(volume.claimName());
    if (root == null) {
      throw missing(
          "ClaimNotMapped",
          "claim %s has no folder on this machine; say which with --volume %s=DIR"
              .formatted(volume.claimName(), volume.claimName()));
    }
    return new VolumePlace(root.resolve(volume.path()).toAbsolutePath().normalize(), "");
  }

  /// A Secret that is mapped to a folder or an env file; anything else uses the standard AWS chain.
  @Override
  public CredentialsSource credentials(@Nullable Credentials credentials) {
    if (credentials == null) return CredentialsSource.standardChain();
    if (Boolean.TRUE.equals(credentials.anonymous())) return CredentialsSource.anonymous();
    String name = credentials.secretName();
    Path path = name == null ? null : secrets.get(name);
    if (path == null) return CredentialsSource.standardChain();
    if (!Files.exists(path)) {
      throw missing(
          "SecretNotFound",
          "Secret %s is mapped to %s, which does not exist; correct --secret %s=PATH"
              .formatted(name, path, name));
    }
    return Files.isDirectory(path)
        ? CredentialsSource.fromFolder(path)
        : CredentialsSource.fromEnvFile(path);
  }

  @Override
  public StoreException noCredentials(@Nullable Credentials credentials, StoreException cause) {
    String name = credentials == null ? null : credentials.secretName();
    if (name == null || secrets.containsKey(name)) return cause;
    return missing(
        "SecretNotMapped",
        "Secret %s has no place on this machine, and the standard AWS chain has no credentials"
            .concat(" either; say where it is with --secret %s=PATH")
            .formatted(name, name));
  }

  @Override
  public @Nullable Path caBundle(@Nullable CaBundle bundle) {
    if (bundle == null) return null;
    Path path = configMaps.get(bundle.configMapName());
    if (path == null) {
      throw missing(
          "ConfigMapNotMapped",
          "ConfigMap %s (caBundle) has no file on this machine; say which with --config-map %s=PATH"
              .formatted(bundle.configMapName(), bundle.configMapName()));
    }
    Path file = Files.isDirectory(path) ? path.resolve(bundle.key()) : path;
    if (!Files.isReadable(file)) {
      throw missing(
          "CABundleInvalid", "the CA bundle " + file + " cannot be read; correct --config-map");
    }
    return file;
  }

  @Override
  public @Nullable String region() {
    return System.getenv("AWS_REGION");
  }

  /// Whoever runs this can connect to anything from this machine anyway.
  @Override
  public EndpointRules endpoints() {
    return EndpointRules.ANYWHERE;
  }

  private static StoreException missing(String code, String message) {
    return new StoreException(
        Failure.of(FailureKind.REFERENCE_NOT_FOUND, "Prepare", code, message));
  }
}
