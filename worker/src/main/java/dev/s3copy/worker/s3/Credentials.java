// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// What requests are signed with. Never printed.
///
/// @param sessionToken empty for long-lived keys
record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
  /// Requests go out unsigned.
  static final Credentials ANONYMOUS = new Credentials("", "", "");

  boolean anonymous() {
    return accessKeyId.isEmpty();
  }

  @Override
  public String toString() {
    return anonymous() ? "Credentials[anonymous]" : "Credentials[…]";
  }
}
