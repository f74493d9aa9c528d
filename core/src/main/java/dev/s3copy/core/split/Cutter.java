// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.split.Densities.Stretch;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts a range where the estimate says that the next equal share is full.
final class Cutter {
  private final KeyRange range;
  private final KeyScale scale;
  private final List<Key> cuts = new ArrayList<>();

  Cutter(KeyRange range, KeyScale scale) {
    this.range = range;
    this.scale = scale;
  }

  List<Key> cut(Densities densities, int pieces) {
    double share = densities.total() / pieces;
    double passed = 0;
    for (Stretch stretch : densities.stretches()) {
      double keys = stretch.keys();
      for (int next = cutsDue(passed, share);
          next < pieces && next * share < passed + keys;
          next++) {
        if (next * share < passed || share < 1) continue;
        double within = (next * share - passed) / keys;
        add(pointIn(stretch, within));
      }
      passed += keys;
    }
    return cuts;
  }

  private static int cutsDue(double passed, double share) {
    return Math.max(1, (int) Math.ceil(passed / share));
  }

  private Key pointIn(Stretch stretch, double within) {
    return switch (stretch) {
      case Stretch.Read read ->
          read.page().key(read.from() + Math.min(read.size() - 1, (int) (within * read.size())));
      case Stretch.Guessed gap -> {
        Key made = gap.point(scale, within);
        Key point = made == null ? gap.after() : text(made, gap.after());
        yield point.compareTo(gap.after()) > 0 ? point : gap.after();
      }
    };
  }

  private void add(Key cut) {
    if (cut.compareTo(range.after()) <= 0 || cut.isEmpty()) return;
    if (range.until() != null && cut.compareTo(range.until()) >= 0) return;
    if (cuts.isEmpty() || cut.compareTo(cuts.getLast()) > 0) cuts.add(cut);
  }

  /// A point made up between keys that are text is cut short where it stops being text itself.
  private static Key text(Key point, Key neighbour) {
    if (point.utf8() != null || neighbour.utf8() == null) return point;
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(point.bytes());
    decoder.decode(in, CharBuffer.allocate(point.length()), true);
    return Bytes.first(point, in.position());
  }
}
