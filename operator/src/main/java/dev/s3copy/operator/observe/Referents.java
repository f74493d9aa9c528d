// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import java.util.List;

/// The objects that the copy names in its namespace, and whether its workers have access.
///
/// @param accessPrepared service account and role binding of the run exist
/// @param namespaceLeaving the namespace itself is being deleted
public record Referents(
    List<ClaimView> claims, Account account, boolean accessPrepared, boolean namespaceLeaving) {
  public static final Referents NONE = new Referents(List.of(), new Account.Own(), false, false);

  public Referents {
    claims = List.copyOf(claims);
  }

  /// For callers that need only this.
  static Referents ofNamespace(boolean leaving) {
    return new Referents(List.of(), new Account.Own(), false, leaving);
  }
}
