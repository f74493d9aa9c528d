// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import org.jspecify.annotations.Nullable;

/// Brings one object to its outcome: performs the operation, and starts over where the object
/// itself changed.
public final class ObjectCopier {
  private final ObjectOperation operation;
  private final Retrier retrier;

  public ObjectCopier(ObjectOperation operation, Retrier retrier) {
    this.operation = operation;
    this.retrier = retrier;
  }

  public ObjectOperation operation() {
    return operation;
  }

  /// Never fails for the object's own sake: that is an [Outcome].
  ///
  /// @param earlier how a [Flight] of the object ended; null where there was none
  /// @throws StoreException with a RUN-scoped failure only
  public Outcome copy(Entry listed, Key destination, @Nullable Failure earlier)
      throws InterruptedException {
    Attempts attempts = Attempts.after(earlier);
    Entry source = listed;
    for (int attempt = 1; ; attempt++) {
      try {
        if (attempt > 1) source = operation.lookAgain(source);
        return operation.perform(source, destination, attempts);
      } catch (StoreException e) {
        Failure failure = e.failure();
        if (failure.kind().scope() == FailureKind.Scope.RUN) throw e;
        if (startsOver(failure) && retrier.startOver(failure, attempt)) attempts.oneMore();
        else return outcome(failure, attempts);
      }
    }
  }

  private static Outcome outcome(Failure failure, Attempts attempts) {
    return switch (failure.kind()) {
      case SOURCE_GONE -> new Outcome.Gone(failure);
      // Only a write under `overwrite: Never` is conditional: somebody was faster.
      case DESTINATION_EXISTS -> Outcome.SKIPPED;
      default -> new Outcome.Failed(failure, attempts.total());
    };
  }

  /// What a single request's repetition cannot mend: the source is another one now, or a file must
  /// be written afresh.
  private static boolean startsOver(Failure failure) {
    return switch (failure.kind()) {
      case SOURCE_CHANGED, IO_ERROR, CHECKSUM_MISMATCH -> true;
      default -> false;
    };
  }
}
