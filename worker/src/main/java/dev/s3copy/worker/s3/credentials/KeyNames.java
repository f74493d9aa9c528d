// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

/// What the three values are called where they lie.
///
/// @param tokenNeeded whether there must be a session token; else it is used where there is one
public record KeyNames(
    String accessKeyId, String secretAccessKey, String sessionToken, boolean tokenNeeded) {
  /// As in the environment.
  public static final KeyNames USUAL =
      new KeyNames(
          CredentialsSource.ACCESS_KEY_ID,
          CredentialsSource.SECRET_ACCESS_KEY,
          CredentialsSource.SESSION_TOKEN,
          false);

  /// As in a credentials file.
  static final KeyNames OF_PROFILE =
      new KeyNames("aws_access_key_id", "aws_secret_access_key", "aws_session_token", false);
}
