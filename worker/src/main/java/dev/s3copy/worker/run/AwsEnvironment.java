// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.Proxies;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/// What the environment and the config files of this machine say to every AWS tool, where the
/// manifest says nothing. Read in the order of the AWS CLI: variables first, then the profile.
public final class AwsEnvironment {
  private final Map<String, String> variables;
  private @Nullable ProfileFile files;

  public AwsEnvironment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  public static AwsEnvironment ofProcess() {
    return new AwsEnvironment(System.getenv());
  }

  /// The S3 server for locations that name none; null for AWS.
  ///
  /// @throws StoreException where it is no address
  @Nullable URI endpoint() {
    if (Boolean.parseBoolean(variables.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) return null;
    for (String name : new String[] {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"}) {
      String value = variable(name);
      if (value != null) return address(name, value);
    }
    Optional<Profile> profile = profile();
    String of = "endpoint_url of profile " + profileName();
    String ofS3 =
        profile
            .flatMap(found -> found.property("services"))
            .flatMap(services -> files().getSection("services", services))
            .flatMap(services -> services.property("s3.endpoint_url"))
            .orElse(null);
    if (ofS3 != null) return address(of, ofS3);
    return profile
        .flatMap(found -> found.property("endpoint_url"))
        .map(value -> address(of, value))
        .orElse(null);
  }

  /// Null where nobody names one.
  @Nullable String region() {
    String region = variable("AWS_REGION");
    if (region == null) region = variable("AWS_DEFAULT_REGION");
    return region != null ? region : profile().flatMap(p -> p.property("region")).orElse(null);
  }

  /// PEM file of authorities; null where nobody names one.
  @Nullable Path caBundle() {
    String file = variable("AWS_CA_BUNDLE");
    String from = "AWS_CA_BUNDLE";
    if (file == null) {
      file = profile().flatMap(p -> p.property("ca_bundle")).orElse(null);
      from = "ca_bundle of profile " + profileName();
    }
    if (file == null) return null;
    Path path = Path.of(file);
    if (Files.isReadable(path)) return path;
    throw wrong("CABundleInvalid", from + " is " + file + ", which cannot be read; correct it");
  }

  /// @throws StoreException where one is no address
  Proxies proxies() {
    try {
      return Proxies.of(variables);
    } catch (IllegalArgumentException e) {
      throw wrong("ProxyInvalid", e.getMessage() + "; correct it");
    }
  }

  private @Nullable String variable(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private String profileName() {
    String name = variable("AWS_PROFILE");
    return name == null ? "default" : name;
  }

  private Optional<Profile> profile() {
    return files().profile(profileName());
  }

  private ProfileFile files() {
    ProfileFile known = files;
    if (known != null) return known;
    ProfileFile read =
        ProfileFile.aggregator()
            .addFile(
                file("AWS_SHARED_CREDENTIALS_FILE", "credentials", ProfileFile.Type.CREDENTIALS))
            .addFile(file("AWS_CONFIG_FILE", "config", ProfileFile.Type.CONFIGURATION))
            .build();
    files = read;
    return read;
  }

  private ProfileFile file(String variable, String usual, ProfileFile.Type type) {
    String named = variable(variable);
    Path file =
        named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".aws", usual);
    if (!Files.isReadable(file)) return ProfileFile.aggregator().build();
    try {
      return ProfileFile.builder().content(file).type(type).build();
    } catch (IllegalArgumentException e) {
      // Its text is not passed on: nobody knows what of the file is in it.
      throw wrong("ProfileInvalid", file + " is no AWS config file; correct it");
    }
  }

  private static URI address(String from, String value) {
    try {
      URI uri = URI.create(value);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getRawUserInfo() == null) return uri;
    } catch (IllegalArgumentException e) {
      throw noAddress(from);
    }
    throw noAddress(from);
  }

  private static StoreException noAddress(String from) {
    return wrong(
        "EndpointInvalid",
        from
            + " is no address such as https://minio.example.com:9000; correct it, or name the"
            + " endpoint in the manifest");
  }

  private static StoreException wrong(String code, String message) {
    return new StoreException(
        Failure.of(FailureKind.REFERENCE_NOT_FOUND, "Prepare", code, message));
  }
}
