// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.util.Map;

/// What is known of a server before any request.
///
/// @param known what it can do and what it cannot, whatever its answers say
/// @param mostParts of one upload
public record KnownCapability(Map<Capability, Boolean> known, int mostParts) {
  /// S3's limit on parts per upload.
  public static final int MOST_PARTS = 10_000;

  public static final KnownCapability LEARNT = new KnownCapability(Map.of(), MOST_PARTS);

  public KnownCapability {
    known = Map.copyOf(known);
    if (mostParts < 1 || mostParts > MOST_PARTS) {
      throw new IllegalArgumentException(mostParts + " parts");
    }
  }
}
