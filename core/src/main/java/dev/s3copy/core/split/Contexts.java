// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which bytes have been seen after the one, two or three bytes before: what may come next where no
/// key has been seen yet. Digits follow digits, `/` follows a two-digit month.
final class Contexts {
  private static final int LONGEST = 3;

  /// Longer keys differ in their tails by chance, not by structure.
  private static final int MAX_LENGTH = 256;

  /// What follows in so few places may well be followed by something else in the next.
  private static final int FEW_PLACES = 4;

  private final Map<Integer, Followers> followers = new HashMap<>();
  private final Set<Key> places = new HashSet<>();

  private static final class Followers {
    final BitSet bytes = new BitSet(256);
    int places;
  }

  void learn(Key key) {
    byte[] bytes = key.bytes();
    for (int i = 0; i < Math.min(bytes.length, MAX_LENGTH); i++) {
      boolean place = places.add(Bytes.first(key, i));
      for (int order = 0; order <= Math.min(LONGEST, i); order++) {
        Followers seen = followers.computeIfAbsent(context(bytes, i, order), c -> new Followers());
        seen.bytes.set(bytes[i] & 0xff);
        if (place) seen.places++;
      }
    }
  }

  /// The bytes that may stand at `position`, judged by as many bytes before it as were seen
  /// together
  /// in several places.
  BitSet after(byte[] bytes, int position) {
    for (int n = Math.min(LONGEST, position); n > 0; n--) {
      Followers seen = followers.get(context(bytes, position, n));
      if (seen != null && seen.places >= FEW_PLACES) return seen.bytes;
    }
    Followers any = followers.get(context(bytes, position, 0));
    return any == null ? new BitSet() : any.bytes;
  }

  private static int context(byte[] bytes, int position, int order) {
    int context = order;
    for (int i = position - order; i < position; i++) context = context << 8 | bytes[i] & 0xff;
    return context;
  }
}
