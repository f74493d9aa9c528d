// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which bytes have been seen in similar places. They are what may come next in a place where no
/// key has been seen yet.
///
/// The most similar places are at the same offset of the same segment of the path, after the same
/// byte (months in `2024/01`, the hyphens of a UUID). If there are only few of those, any place
/// after the same three bytes counts, then after the same two, one, none.
final class Contexts {
  private static final int LONGEST = 3;

  /// Longer keys differ in their tails by chance, not by structure.
  private static final int MAX_LENGTH = 256;

  /// After this few places, another byte may well follow in the next one.
  private static final int FEW_PLACES = 4;

  private static final int MANY_PLACES = 24;

  private final int base;
  private final Map<Long, Seen> seen = new HashMap<>();
  private final Set<Key> places = new HashSet<>();
  private Key learnt = Key.EMPTY;

  private static final class Seen {
    final BitSet bytes = new BitSet(256);
    int places;
  }

  /// @param wellKnown whether enough similar places were seen to make other bytes unlikely
  record Followers(BitSet bytes, boolean wellKnown) {}

  /// @param base bytes that all keys share: what stands there says nothing about the rest
  Contexts(int base) {
    this.base = base;
  }

  void learn(Key key) {
    byte[] bytes = key.bytes();
    int segment = 0;
    int segmentStart = base;
    // The bytes that it shares with the key before say nothing new.
    int known = Bytes.commonPrefix(key, learnt);
    learnt = key;
    for (int i = base; i < Math.min(bytes.length, base + MAX_LENGTH); i++) {
      if (i >= known) {
        boolean place = places.add(Bytes.first(key, i));
        note(inSegment(bytes, i, segment, segmentStart), bytes[i], place);
        for (int n = 0; n <= Math.min(LONGEST, i - base); n++)
          note(behind(bytes, i, n), bytes[i], place);
      }
      if (bytes[i] == '/') {
        segment++;
        segmentStart = i + 1;
      }
    }
  }

  private void note(long context, byte value, boolean newPlace) {
    Seen here = seen.computeIfAbsent(context, c -> new Seen());
    here.bytes.set(value & 0xff);
    if (newPlace) here.places++;
  }

  /// What may follow `path`.
  Followers after(Key path) {
    byte[] bytes = path.bytes();
    int segment = 0;
    int segmentStart = base;
    for (int i = base; i < bytes.length; i++) {
      if (bytes[i] != '/') continue;
      segment++;
      segmentStart = i + 1;
    }
    Seen here = seen.get(inSegment(bytes, bytes.length, segment, segmentStart));
    for (int n = LONGEST; n >= 0 && (here == null || here.places < FEW_PLACES); n--) {
      if (n <= bytes.length - base) here = seen.get(behind(bytes, bytes.length, n));
    }
    if (here == null) return new Followers(new BitSet(), false);
    return new Followers(here.bytes, here.places >= MANY_PLACES);
  }

  /// Which segment, how far into it, and the byte before; apart from all of [#behind].
  private long inSegment(byte[] bytes, int position, int segment, int start) {
    int before = position == base ? 0 : 1 + (bytes[position - 1] & 0xff);
    return -1 - (((long) segment << 32) | ((long) (position - start) << 16) | before);
  }

  /// The last `count` bytes, and how many they are.
  private static long behind(byte[] bytes, int position, int count) {
    long last = 1;
    for (int i = position - count; i < position; i++) last = last << 8 | (bytes[i] & 0xff);
    return last;
  }
}
