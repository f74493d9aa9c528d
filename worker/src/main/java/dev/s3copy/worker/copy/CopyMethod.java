// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import org.jspecify.annotations.Nullable;

/// One way to move an object, written once, as steps. Steps hold no thread and no connection, so
/// they are tested as values.
public interface CopyMethod {

  /// The first step of an object. May look at files and read them; never waits for the network.
  ///
  /// @param source as listed, or as found again after it changed
  /// @param destination full key at the destination
  /// @param attempt holds what the steps need; whoever takes them closes it
  /// @throws dev.s3copy.core.failure.StoreException when it did not work; nothing half-done is left
  ///     visible
  Step first(Entry source, Key destination, Attempt attempt);

  /// What takes the steps of small objects best, on so many processors.
  RunsOn runsOn(int cpus);

  /// Why an object of that size cannot be copied at all; null where it can.
  default @Nullable Failure misfit(long size) {
    return null;
  }

  /// Bytes of the largest object that it can copy.
  default long largest() {
    return Long.MAX_VALUE;
  }

  /// What confirms objects that this method wrote; null where nothing is left to confirm.
  default @Nullable Confirmation confirmation() {
    return null;
  }

  /// Whether the destination is known to have what this method writes: a request whose answer was
  /// lost may have written it. Waits for the answer.
  default boolean isStored(Entry source, Key destination, Retries retries)
      throws InterruptedException {
    return false;
  }

  /// What the source looks like now, for another attempt after it changed or was not found. Waits
  /// for the answer.
  ///
  /// @param retries counts the requests that were tried again
  /// @throws dev.s3copy.core.failure.StoreException `SOURCE_GONE` only where it is certain: neither
  ///     the source nor its place in the listing is there
  Entry lookAgain(Entry source, Retries retries) throws InterruptedException;
}
