// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// What becomes of the tags of objects.
public enum TagPolicy {
  /// Kept where that is possible, which is learnt once.
  BEST_EFFORT,
  /// Kept, or the object fails.
  REQUIRED,
  /// Neither read nor written.
  DROP
}
