// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/// One place where the standard AWS chain looks for credentials.
///
/// @param words for people
/// @param promised whether environment or files say that credentials are to be had here. If they
///     are not, that is an error, and no reason to go on with another identity
record ChainPlace(String words, AwsCredentialsProvider provider, BooleanSupplier promised) {
  /// In the SDK's order.
  static final List<Supplier<ChainPlace>> ALL =
      List.of(
          ChainPlace::properties,
          ChainPlace::environment,
          ChainPlace::webIdentity,
          ChainPlace::profile,
          ChainPlace::container,
          ChainPlace::instance);

  /// Any of them makes a profile one that has credentials.
  private static final Set<String> PROMISES =
      Set.of(
          "aws_access_key_id",
          "role_arn",
          "credential_process",
          "credential_source",
          "web_identity_token_file",
          "sso_session",
          "sso_start_url");

  /// Profiles that are named to somebody who looks for one.
  private static final int MOST_NAMES = 20;

  private static ChainPlace properties() {
    return new ChainPlace(
        "properties of the JVM", SystemPropertyCredentialsProvider.create(), () -> false);
  }

  private static ChainPlace environment() {
    return new ChainPlace(
        "AWS_ACCESS_KEY_ID",
        EnvironmentVariableCredentialsProvider.create(),
        () -> isSet(SdkSystemSetting.AWS_ACCESS_KEY_ID));
  }

  private static ChainPlace webIdentity() {
    return new ChainPlace(
        "web identity (AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN)",
        WebIdentityTokenFileCredentialsProvider.builder()
            .asyncCredentialUpdateEnabled(true)
            .build(),
        () -> isSet(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE));
  }

  private static ChainPlace profile() {
    String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
    boolean named = ProfileFileSystemSetting.AWS_PROFILE.getNonDefaultStringValue().isPresent();
    Set<String> known = ProfileFile.defaultProfileFile().profiles().keySet();
    if (named && !known.contains(name)) {
      return new ChainPlace("profile " + name, () -> notAmong(known), () -> true);
    }
    return new ChainPlace(
        "profile " + name,
        ProfileCredentialsProvider.builder().build(),
        () -> promises(ProfileFile.defaultProfileFile().profile(name)));
  }

  private static boolean promises(Optional<Profile> profile) {
    return profile
        .map(found -> found.properties().keySet().stream().anyMatch(PROMISES::contains))
        .orElse(false);
  }

  /// The SDK's own message holds all profiles with their properties.
  private static AwsCredentials notAmong(Set<String> known) {
    String names =
        known.isEmpty()
            ? "which name no profile"
            : "which name "
                + known.stream().sorted().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (known.size() > MOST_NAMES ? ", …" : "");
    throw SdkClientException.create("it is not in the AWS config or credentials file, " + names);
  }

  private static ChainPlace container() {
    return new ChainPlace(
        "the container's identity (AWS_CONTAINER_CREDENTIALS_*_URI)",
        ContainerCredentialsProvider.builder().asyncCredentialUpdateEnabled(true).build(),
        () ->
            isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI)
                || isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI));
  }

  private static ChainPlace instance() {
    return new ChainPlace(
        "the instance's role",
        InstanceProfileCredentialsProvider.builder().asyncCredentialUpdateEnabled(true).build(),
        () -> false);
  }

  private static boolean isSet(SdkSystemSetting setting) {
    return setting.getStringValue().filter(value -> !value.isBlank()).isPresent();
  }
}
