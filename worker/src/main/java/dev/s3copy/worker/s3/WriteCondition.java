// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// When a write may replace what is at the destination.
public enum WriteCondition {
  ALWAYS,
  /// `If-None-Match: *`
  ONLY_IF_ABSENT
}
