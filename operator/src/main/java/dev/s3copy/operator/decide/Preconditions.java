// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.operator.observe.Account;
import dev.s3copy.operator.observe.ClaimView;
import dev.s3copy.operator.observe.Observation;
import java.util.Optional;

/// What must exist before workers are started.
final class Preconditions {
  private Preconditions() {}

  static Optional<Cause> unmet(Observation seen) {
    Optional<Cause> account = account(seen.referents().account());
    return account.isPresent()
        ? account
        : seen.referents().claims().stream().flatMap(claim -> claim(claim).stream()).findFirst();
  }

  private static Optional<Cause> account(Account account) {
    return switch (account) {
      case Account.Own() -> Optional.empty();
      case Account.Named(_) -> Optional.empty();
      case Account.Missing(String name) ->
          cause(
              Reason.SERVICE_ACCOUNT_NOT_FOUND,
              "ServiceAccount "
                  + name
                  + " does not exist in this namespace; create it, or correct"
                  + " credentials.serviceAccount in a new S3Copy");
      case Account.Denied(String name) ->
          cause(
              Reason.SERVICE_ACCOUNT_DENIED,
              "ServiceAccount "
                  + name
                  + " may not be used by copies; whoever administers the namespace allows it with:"
                  + " kubectl label serviceaccount "
                  + name
                  + " "
                  + Account.ALLOW_LABEL
                  + "=true");
      case Account.Two(String first, String second) ->
          cause(
              Reason.ONE_SERVICE_ACCOUNT,
              "the copy names two service accounts, "
                  + first
                  + " and "
                  + second
                  + ", but a pod has one identity; use one account with access to both ends, or a"
                  + " secretName at one of them, in a new S3Copy");
    };
  }

  private static Optional<Cause> claim(ClaimView claim) {
    if (claim.missing()) {
      return cause(
          Reason.CLAIM_NOT_FOUND,
          "PersistentVolumeClaim " + claim.name() + " does not exist in this namespace; create it");
    }
    if (claim.block()) {
      return cause(
          Reason.CLAIM_IS_BLOCK,
          "PersistentVolumeClaim "
              + claim.name()
              + " is a block device (volumeMode: Block) and has no files; name a claim with"
              + " volumeMode: Filesystem in a new S3Copy");
    }
    return Optional.empty();
  }

  private static Optional<Cause> cause(String reason, String message) {
    return Optional.of(new Cause(reason, message));
  }
}
