// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

/// The keys that requests are signed with. They are never printed.
///
/// @param sessionToken empty for long-lived keys
public record S3Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
  /// Requests are sent unsigned.
  public static final S3Credentials ANONYMOUS = new S3Credentials("", "", "");

  public boolean anonymous() {
    return accessKeyId.isEmpty();
  }

  @Override
  public String toString() {
    return anonymous() ? "Credentials[anonymous]" : "Credentials[…]";
  }
}
