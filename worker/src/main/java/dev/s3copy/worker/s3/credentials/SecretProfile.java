// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/// One profile of a credentials file that lies in a Secret: keys, or a role that another profile of
/// the file takes on. It never makes us run a program or ask anybody else for keys.
final class SecretProfile extends SecretFiles {
  private static final Set<String> NOT_FROM_A_SECRET =
      Set.of("credential_process", "credential_source", "web_identity_token_file", "sso_session");

  private final Path file;
  private final String name;

  private SecretProfile(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  /// @throws StoreException where the profiles lead in a circle, or to keys from elsewhere
  static CredentialsSource source(Path file, String name, StsAccess sts) {
    return source(file, name, sts, new LinkedHashSet<>());
  }

  private static CredentialsSource source(
      Path file, String name, StsAccess sts, Set<String> onTheWay) {
    SecretProfile profile = new SecretProfile(file, name);
    Map<String, String> properties = profile.properties();
    String arn = properties.get("role_arn");
    if (arn == null || onTheWay.contains(name)) {
      profile.check(properties);
      return new FileCredentials(profile, KeyNames.OF_PROFILE);
    }
    String from = properties.get("source_profile");
    if (from == null) throw profile.unusable("has a role_arn and no source_profile");
    onTheWay.add(name);
    if (onTheWay.contains(from) && !from.equals(name)) {
      throw profile.unusable("takes its role from itself, by way of " + from);
    }
    AssumedRole role =
        new AssumedRole(
            arn,
            properties.getOrDefault("role_session_name", AssumedRole.SESSION_NAME),
            properties.get("external_id"));
    CredentialsSource base = source(file, from, sts, onTheWay);
    return new RoleCredentials(new RoleSessions(base, role, sts), InstantSource.system());
  }

  private void check(Map<String, String> properties) {
    for (String other : NOT_FROM_A_SECRET) {
      if (properties.containsKey(other)) {
        throw unusable("gets its keys by " + other + ", which is not done from a Secret");
      }
    }
  }

  /// Empty where file or profile are not there: the keys are missing then, which is told when they
  /// are needed.
  private Map<String, String> properties() {
    String content = text(file);
    if (content == null) return Map.of();
    return parsed(content).profile(name).map(Profile::properties).orElse(Map.of());
  }

  private ProfileFile parsed(String content) {
    try {
      return ProfileFile.builder().content(content).type(ProfileFile.Type.CREDENTIALS).build();
    } catch (IllegalArgumentException e) {
      // Its text is not passed on: nobody knows what of the file is in it.
      throw unusable("cannot be read: " + file + " is no AWS credentials file");
    }
  }

  @Override
  @Nullable String read(String key) {
    return properties().get(key);
  }

  @Override
  Path where() {
    return file;
  }

  @Override
  String what() {
    return "profile " + name + " of the credentials file " + file;
  }

  private StoreException unusable(String why) {
    return new StoreException(
        Failure.of(
            FailureKind.REFERENCE_NOT_FOUND,
            "credentials",
            "ProfileUnusable",
            what()
                + " "
                + why
                + "; it must hold aws_access_key_id and aws_secret_access_key, or role_arn and"
                + " source_profile"));
  }
}
