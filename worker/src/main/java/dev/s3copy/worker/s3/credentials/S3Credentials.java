// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// The keys that requests are signed with. They are never printed.
///
/// @param sessionToken empty for long-lived keys
public record S3Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
  /// Requests are sent unsigned.
  public static final S3Credentials ANONYMOUS = new S3Credentials("", "", "");

  public boolean anonymous() {
    return accessKeyId.isEmpty();
  }

  /// As the AWS SDK takes them.
  AwsCredentials forSdk() {
    return sessionToken.isEmpty()
        ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
        : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
  }

  @Override
  public String toString() {
    return anonymous() ? "Credentials[anonymous]" : "Credentials[…]";
  }
}
