// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.CaBundle;
import dev.s3copy.api.ClientCertificate;
import dev.s3copy.api.Credentials;
import dev.s3copy.api.Encryption;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.TlsOptions;
import dev.s3copy.worker.s3.CustomerKey;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import dev.s3copy.worker.s3.credentials.StsAccess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands in for a cluster's claims, Secrets and ConfigMaps on this machine: folders and
/// files.
public record LocalReferences(
    Map<String, Path> volumes,
    Map<String, Path> secrets,
    Map<String, Path> configMaps,
    AwsEnvironment environment)
    implements References {

  public LocalReferences {
    volumes = Map.copyOf(volumes);
    secrets = Map.copyOf(secrets);
    configMaps = Map.copyOf(configMaps);
  }

  /// With the environment of this process.
  public LocalReferences(
      Map<String, Path> volumes, Map<String, Path> secrets, Map<String, Path> configMaps) {
    this(volumes, secrets, configMaps, AwsEnvironment.ofProcess());
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
  public CredentialsSource credentials(@Nullable Credentials credentials, StsAccess sts) {
    if (credentials == null) return CredentialsSource.standardChain();
    if (Boolean.TRUE.equals(credentials.anonymous())) return CredentialsSource.anonymous();
    String name = credentials.secretName();
    Path path = name == null ? null : secrets.get(name);
    if (name == null || path == null) return CredentialsSource.standardChain();
    return Files.isDirectory(existing(name, path))
        ? SecretCredentials.inFolder(path, credentials, sts)
        : SecretCredentials.inFile(path, credentials, sts);
  }

  private static Path existing(String secret, Path path) {
    if (Files.exists(path)) return path;
    throw missing(
        "SecretNotFound",
        "Secret %s is mapped to %s, which does not exist; correct --secret %s=PATH"
            .formatted(secret, path, secret));
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

  /// AWS_CA_BUNDLE counts where the manifest names no bundle.
  @Override
  public TlsOptions tls(S3Location location) {
    CaBundle bundle = location.caBundle();
    Path authorities = bundle == null ? environment.caBundle() : caBundle(bundle);
    ClientCertificate own = location.clientCertificate();
    if (own == null) return TlsOptions.trusting(authorities);
    Path secret = secret(own.secretName(), "clientCertificate");
    return new TlsOptions(
        authorities,
        readable(secret.resolve(ClientCertificate.CERTIFICATE), "ClientCertificateInvalid"),
        readable(secret.resolve(ClientCertificate.KEY), "ClientCertificateInvalid"));
  }

  @Override
  public CustomerKey customerKey(String secretName) {
    Path secret = secret(secretName, "sse");
    Path file = Files.isDirectory(secret) ? secret.resolve(Encryption.CUSTOMER_KEY) : secret;
    return CustomerKeyFile.read(file);
  }

  private Path caBundle(CaBundle bundle) {
    String secret = bundle.secretName();
    Path path = secret == null ? configMap(bundle.configMapName()) : secret(secret, "caBundle");
    Path file = Files.isDirectory(path) ? path.resolve(bundle.key()) : path;
    return readable(file, "CABundleInvalid");
  }

  private Path configMap(@Nullable String name) {
    Path path = name == null ? null : configMaps.get(name);
    if (path != null) return path;
    throw missing(
        "ConfigMapNotMapped",
        "ConfigMap %s (caBundle) has no file on this machine; say which with --config-map %s=PATH"
            .formatted(name, name));
  }

  private Path secret(String name, String field) {
    Path path = secrets.get(name);
    if (path != null) return existing(name, path);
    throw missing(
        "SecretNotMapped",
        "Secret %s (%s) has no place on this machine; say where it is with --secret %s=PATH"
            .formatted(name, field, name));
  }

  private static Path readable(Path file, String code) {
    if (Files.isReadable(file)) return file;
    throw missing(code, file + " cannot be read; correct --config-map or --secret");
  }

  @Override
  public @Nullable URI endpoint() {
    return environment.endpoint();
  }

  @Override
  public @Nullable String region() {
    return environment.region();
  }

  @Override
  public Proxies proxies() {
    return environment.proxies();
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
