// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import org.jspecify.annotations.Nullable;

/// A role to take on with credentials of one's own.
///
/// @param sessionName what the account's log calls whoever took it on
/// @param externalId as the role's trust policy asks for it; null for none
public record AssumedRole(String arn, String sessionName, @Nullable String externalId) {
  /// Where nobody says another.
  public static final String SESSION_NAME = "s3copy";
}
