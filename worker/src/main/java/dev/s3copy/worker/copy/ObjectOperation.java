// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import org.jspecify.annotations.Nullable;

/// Moves one object, whole: by [#perform], which blocks its thread and knows every case, or, where
/// the object is a usual one, by the steps of a [Flight].
public interface ObjectOperation {
  /// Tries once, with retries of single requests inside.
  ///
  /// @param source as listed, or as found again after it changed
  /// @param destination full key at the destination
  /// @throws dev.s3copy.core.failure.StoreException when it did not work; nothing half-done is left
  /// visible
  Outcome perform(Entry source, Key destination, Attempts attempts) throws InterruptedException;

  /// Begins the object without waiting for the network; files may be looked at and read.
  ///
  /// @param arrived called on an event loop, once for each request of the flight
  /// @return null where the object is an unusual one, or something would have to be waited for;
  ///     then nothing was begun
  default @Nullable Flight begin(Entry source, Key destination, Runnable arrived) {
    return null;
  }

  /// Threads that keep flights in the air, best for so many processors; 0 where [#begin] never
  /// begins any.
  default int lanes(int cpus) {
    return 0;
  }

  /// Whether a step of its flights may have to wait for a disk, which blocks a thread.
  default boolean waitsForDisks() {
    return true;
  }

  /// What the source looks like now, for another try after it changed.
  Entry lookAgain(Entry source);
}
