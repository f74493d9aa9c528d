// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.rule.Outcome;

/// What an object's outcome means for its shard and for the run.
///
/// @param maxFailed failed objects that the run bears; one more stops it
record Settling(LiveTotals totals, StopSignal stop, long maxFailed, AllDenied denied) {
  Settling(LiveTotals totals, StopSignal stop, long maxFailed) {
    this(totals, stop, maxFailed, new AllDenied());
  }

  /// An object's copying ended.
  void ended(Work work, Outcome outcome) {
    Failure allDenied = denied.after(outcome);
    if (allDenied != null) stop.fail(allDenied);
    Work.Ending ending = work.ending();
    if (ending == null) settle(work, outcome);
    else ending.ended(work, outcome);
  }

  void settle(Work work, Outcome outcome) {
    // A failure while the run stops may be the stopping itself: the key is not settled, and comes
    // again.
    if (outcome instanceof Outcome.Failed && stop.raised()) return;
    totals.settled(outcome);
    work.ticket().settle(outcome);
    if (outcome instanceof Outcome.Failed && totals.failed() > maxFailed) stop.fail(tooMany());
  }

  static Outcome defect(Throwable e) {
    return new Outcome.Failed(
        Failure.of(
            FailureKind.INTERNAL,
            "Copy",
            "Internal",
            "a defect in s3copy, please report it with --verbose: " + e),
        1);
  }

  /// A defect that no object can be blamed for.
  void broken(Throwable e) {
    if (defect(e) instanceof Outcome.Failed failed) stop.fail(failed.failure());
  }

  private Failure tooMany() {
    return Failure.of(
        FailureKind.TOO_MANY_FAILURES,
        "Copy",
        "TooManyFailures",
        "more than spec.failurePolicy.maxFailedObjects = "
            + maxFailed
            + " objects failed; see the report, mend the cause, then run the same command again");
  }
}
