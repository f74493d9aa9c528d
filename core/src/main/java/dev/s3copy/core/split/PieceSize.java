// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.ArrayList;
import java.util.List;

/// How large a piece must be to be worth a shard: one that keeps a worker busy for some seconds, as
/// claiming and finishing it costs several requests and a wait.
///
/// @param keys that such a piece has
public record PieceSize(long keys) {
  /// A worker copies some thousand small objects a second from bucket to bucket.
  public static final long OBJECTS = 5_000;

  /// Fewer for volumes, because each file waits for its disk.
  public static final long FILES = 1_250;

  /// For large objects: the bytes that move in a few seconds.
  private static final double BYTES = 512L << 20;

  /// @param averageBytes of an object
  /// @param mostKeys of small ones: [#OBJECTS] or [#FILES]
  public static PieceSize of(double averageBytes, long mostKeys) {
    return new PieceSize(Math.clamp((long) (BYTES / Math.max(1, averageBytes)), 1, mostKeys));
  }

  /// How many pieces are worth making of this many keys; at most `wanted`.
  public int pieces(long ofKeys, int wanted) {
    return Math.clamp(Math.ceilDiv(ofKeys, keys), 1, wanted);
  }

  /// Leaves out cuts so that `pieces` pieces remain, of about the same weight where those between
  /// the cuts were.
  public static List<Key> thin(List<Key> cuts, int pieces) {
    if (cuts.size() < pieces) return cuts;
    List<Key> kept = new ArrayList<>(pieces - 1);
    for (int i = 1; i < pieces; i++) {
      kept.add(cuts.get(Math.toIntExact((long) i * (cuts.size() + 1) / pieces) - 1));
    }
    return kept;
  }
}
