// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.CaBundle;
import dev.s3copy.api.ClientCertificate;
import dev.s3copy.api.Credentials;
import dev.s3copy.api.Encryption;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.api.contract.MountLayout;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.TlsOptions;
import dev.s3copy.worker.run.CustomerKeyFile;
import dev.s3copy.worker.run.References;
import dev.s3copy.worker.run.SecretCredentials;
import dev.s3copy.worker.run.VolumePlace;
import dev.s3copy.worker.s3.CustomerKey;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import dev.s3copy.worker.s3.credentials.StsAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
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
  public CredentialsSource credentials(@Nullable Credentials credentials, StsAccess sts) {
    if (credentials == null) return CredentialsSource.standardChain();
    if (Boolean.TRUE.equals(credentials.anonymous())) return CredentialsSource.anonymous();
    String secret = credentials.secretName();
    return secret == null
        ? CredentialsSource.standardChain()
        : SecretCredentials.inFolder(mounts.secret(secret), credentials, sts);
  }

  @Override
  public StoreException noCredentials(@Nullable Credentials credentials, StoreException cause) {
    String secret = credentials == null ? null : credentials.secretName();
    if (credentials == null || secret == null) {
      return missing(
          "CredentialsMissing",
          "no access key was found for a bucket that names none; set credentials.secretName,"
              + " credentials.serviceAccount or credentials.anonymous");
    }
    if (!holdsAnything(mounts.secret(secret))) {
      return missing(
          "SecretNotFound",
          "Secret %s is not in namespace %s; create it there with %s"
              .formatted(secret, namespace, SecretCredentials.wanted(credentials)));
    }
    return missing(
        "SecretKeyMissing",
        "Secret %s of namespace %s has not all it must hold, or something in it is empty: %s;"
            .concat(" correct the Secret")
            .formatted(secret, namespace, SecretCredentials.wanted(credentials)));
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
  public TlsOptions tls(S3Location location) {
    CaBundle bundle = location.caBundle();
    Path authorities = bundle == null ? null : caBundle(bundle);
    ClientCertificate own = location.clientCertificate();
    if (own == null) return TlsOptions.trusting(authorities);
    return new TlsOptions(
        authorities,
        secretFile(own.secretName(), ClientCertificate.CERTIFICATE, "clientCertificate"),
        secretFile(own.secretName(), ClientCertificate.KEY, "clientCertificate"));
  }

  @Override
  public CustomerKey customerKey(String secretName) {
    return CustomerKeyFile.read(secretFile(secretName, Encryption.CUSTOMER_KEY, "sse"));
  }

  private Path caBundle(CaBundle bundle) {
    String secret = bundle.secretName();
    if (secret != null) return secretFile(secret, bundle.key(), "caBundle");
    String configMap = Objects.requireNonNull(bundle.configMapName(), "validated");
    Path file = mounts.configMap(configMap).resolve(bundle.key());
    if (Files.isReadable(file)) return file;
    throw missing(
        "ConfigMapNotFound",
        "ConfigMap %s of namespace %s is not there or has no key %s; create it with the CA's"
            .concat(" certificates in PEM")
            .formatted(configMap, namespace, bundle.key()));
  }

  private Path secretFile(String secret, String key, String field) {
    Path file = mounts.secret(secret).resolve(key);
    if (Files.isReadable(file)) return file;
    throw missing(
        holdsAnything(mounts.secret(secret)) ? "SecretKeyMissing" : "SecretNotFound",
        "Secret %s of namespace %s (%s) is not there or has no key %s; create it with that key"
            .formatted(secret, namespace, field, key));
  }

  /// The author of a copy chooses the server, and nobody else.
  @Override
  public @Nullable URI endpoint() {
    return null;
  }

  /// What a proxy connects to cannot be judged.
  @Override
  public Proxies proxies() {
    return Proxies.NONE;
  }

  private static StoreException missing(String code, String message) {
    return new StoreException(
        Failure.of(FailureKind.REFERENCE_NOT_FOUND, "Prepare", code, message));
  }
}
