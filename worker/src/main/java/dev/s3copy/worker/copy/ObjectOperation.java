// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;

/// Moves one object, whole. Blocking; called on virtual threads, many at once.
public sealed interface ObjectOperation
    permits Describe, DryRun, Restore, ServerSideCopy, StreamCopy, Upload {

  /// Tries once, with retries of single requests inside.
  ///
  /// @param source as listed, or as found again after it changed
  /// @param destination full key at the destination
  /// @throws dev.s3copy.core.failure.StoreException when it did not work; nothing half-done is left
  /// visible
  Outcome perform(Entry source, Key destination, Attempts attempts) throws InterruptedException;

  /// What the source looks like now, for another try after it changed.
  Entry lookAgain(Entry source);
}
