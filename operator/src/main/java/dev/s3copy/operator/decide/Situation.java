// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

/// The situation of a copy. Its status follows from it.
public sealed interface Situation {
  /// No worker runs yet.
  record Starting(Cause cause) implements Situation {}

  /// Workers run.
  record Running(Cause cause) implements Situation {}

  /// A problem that may go away by itself.
  record Hindered(Cause cause) implements Situation {}

  /// A problem that a person may have to solve.
  record Stalled(Cause cause) implements Situation {}

  record Suspended(Cause cause) implements Situation {}

  /// It ends now.
  record Ending(Outcome outcome, Cause cause) implements Situation {}

  /// The status already says that the run has ended. Nothing changes any more.
  record Closed() implements Situation {}

  enum Outcome {
    SUCCEEDED,
    PARTIALLY_FAILED,
    FAILED
  }
}
