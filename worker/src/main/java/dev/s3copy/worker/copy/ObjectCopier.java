// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import org.jspecify.annotations.Nullable;

/// Brings one object to its outcome: takes the steps of its [CopyMethod] and waits for each, tries
/// requests again, and starts the object over where the object itself changed.
public final class ObjectCopier {
  private final CopyMethod method;
  private final Retrier retrier;
  private final Buffers buffers;

  public ObjectCopier(CopyMethod method, Retrier retrier, Buffers buffers) {
    this.method = method;
    this.retrier = retrier;
    this.buffers = buffers;
  }

  public CopyMethod method() {
    return method;
  }

  /// The buffers that all attempts of the run share.
  public Buffers buffers() {
    return buffers;
  }

  /// Never fails for the object's own sake: that is an [Outcome].
  ///
  /// @param earlier how an attempt before this one ended; null where there was none
  /// @throws StoreException with a RUN-scoped failure only
  public Outcome copy(Entry listed, Key destination, @Nullable Failure earlier)
      throws InterruptedException {
    Retries retries = Retries.after(earlier);
    Entry source = listed;
    for (int attempt = 1; ; attempt++) {
      Failure failure;
      try {
        return attempt(source, destination, retries);
      } catch (StoreException e) {
        failure = e.requireOfObject();
      }
      boolean missed = failure.kind() == FailureKind.SOURCE_GONE;
      if (!missed && !(startsOver(failure) && retrier.startOver(failure, attempt))) {
        return wroteBefore(failure, source, destination, retries)
            ? Outcome.Copied.of(source.size())
            : outcome(failure, retries);
      }
      try {
        source = method.lookAgain(source, retries);
        if (missed) failure = found(failure);
      } catch (StoreException e) {
        Failure looking = e.requireOfObject();
        if (looking.kind() == FailureKind.SOURCE_GONE) return new Outcome.Gone(failure);
        missed = true;
        failure = looking;
      }
      if (missed && !retrier.startOver(failure, attempt)) return outcome(failure, retries);
      retries.oneMore();
    }
  }

  /// Whether a conditional write was refused because of itself: it worked, its answer was lost, and
  /// it was sent again.
  private boolean wroteBefore(Failure failure, Entry source, Key destination, Retries retries)
      throws InterruptedException {
    if (failure.kind() != FailureKind.DESTINATION_EXISTS || retries.total() == 1) return false;
    try {
      return method.isStored(source, destination, retries);
    } catch (StoreException e) {
      var _ = e.requireOfObject();
      return false;
    }
  }

  /// A request missed the source, and another look finds it: a gateway that had no server for a
  /// moment, or a server that misreads this key.
  private static Failure found(Failure missed) {
    return missed.as(
        FailureKind.SERVER_ERROR,
        missed.message() + "; but the source is there, so this answer is wrong");
  }

  private Outcome attempt(Entry source, Key destination, Retries retries)
      throws InterruptedException {
    try (Attempt attempt = new Attempt(buffers, false)) {
      Step step = method.first(source, destination, attempt);
      while (true) {
        switch (step) {
          case Step.Ask<?> ask -> step = answered(ask, retries);
          case Step.Lease lease -> step = lease.next().apply(attempt.lease(lease.bytes()));
          case Step.Check check -> {
            check.condition().require(retries);
            step = check.next().get();
          }
          case Step.Commit commit -> {
            attempt.releaseBuffer();
            commit.file().commit();
            return commit.outcome();
          }
          case Step.Blocking blocking -> {
            return blocking.work().run(retries);
          }
          case Step.Done done -> {
            return done.outcome();
          }
        }
      }
    }
  }

  private <T> Step answered(Step.Ask<T> ask, Retries retries) throws InterruptedException {
    return ask.next().apply(retrier.call(retries, ask.call()::send));
  }

  private static Outcome outcome(Failure failure, Retries retries) {
    return switch (failure.kind()) {
      // Only a write under `overwrite: Never` is conditional: somebody was faster.
      case DESTINATION_EXISTS -> Outcome.SKIPPED;
      default -> new Outcome.Failed(failure, retries.total());
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
