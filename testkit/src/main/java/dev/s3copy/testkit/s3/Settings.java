// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.time.InstantSource;

/// What one embedded server is made of.
///
/// @param minPartBytes of every part but the last
public record Settings(
    MemoryStore store, Identity identity, InstantSource clock, long minPartBytes) {
  /// 5 MiB, from the S3 limits.
  public static final long S3_MIN_PART_BYTES = 5L << 20;

  /// Now, in whole seconds: what Last-Modified can tell.
  long nowMillis() {
    return Math.floorDiv(clock.millis(), 1000L) * 1000L;
  }
}
