// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

/// Where a copy stands; what its status tells follows from it.
public sealed interface Situation {
  /// On its way to the first worker.
  record Starting(Cause cause) implements Situation {}

  /// Workers run.
  record Running(Cause cause) implements Situation {}

  /// Something is in the way that may pass by itself.
  record Hindered(Cause cause) implements Situation {}

  /// Something is in the way that a person may have to move.
  record Stalled(Cause cause) implements Situation {}

  record Suspended(Cause cause) implements Situation {}

  /// It ends now.
  record Ending(Outcome outcome, Cause cause) implements Situation {}

  /// The end was told before, nothing changes any more.
  record Closed() implements Situation {}

  enum Outcome {
    SUCCEEDED,
    PARTIALLY_FAILED,
    FAILED
  }
}
