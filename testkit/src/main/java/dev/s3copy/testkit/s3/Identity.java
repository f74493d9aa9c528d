// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

/// Who may ask, and where the server says it stands.
public record Identity(
    String accessKey, String secretKey, String region, boolean anonymousAllowed) {

  /// Without the secret.
  @Override
  public String toString() {
    return accessKey + "@" + region;
  }
}
