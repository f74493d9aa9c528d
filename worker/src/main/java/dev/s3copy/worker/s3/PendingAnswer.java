// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// A request under way.
///
/// @param <T> what its answer brings
public interface PendingAnswer<T> {
  /// The result. Call it once after the answer arrived, also where nobody wants it any more.
  ///
  /// @throws dev.s3copy.core.failure.StoreException where the answer is no success
  T take();

  /// Has the answer arrive soon, most likely as a failure. From any thread.
  void cancel();
}
