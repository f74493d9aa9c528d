// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;

/// A key that was given up, as an example for people; the failure log has all of them.
public record FailedKey(Key key, Failure failure) {
  /// Examples kept of one shard.
  public static final int MOST = 10;
}
