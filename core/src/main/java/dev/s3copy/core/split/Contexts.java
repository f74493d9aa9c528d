// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Which bytes have been seen after the one, two or three bytes before: what may come next where no
/// key has been seen yet. Digits follow digits, `/` follows a two-digit month.
final class Contexts {
  private static final int LONGEST = 3;

  /// Longer keys differ in their tails by chance, not by structure.
  private static final int MAX_LENGTH = 256;

  private final Map<Integer, BitSet> followers = new HashMap<>();

  void learn(Key key) {
    byte[] bytes = key.bytes();
    for (int i = 0; i < Math.min(bytes.length, MAX_LENGTH); i++) {
      for (int order = 0; order <= Math.min(LONGEST, i); order++) {
        followers
            .computeIfAbsent(context(bytes, i, order), c -> new BitSet(256))
            .set(bytes[i] & 0xff);
      }
    }
  }

  /// The bytes that may stand at `position`, judged by at most `order` bytes before it; fewer where
  /// those were never seen together.
  BitSet after(byte[] bytes, int position, int order) {
    for (int n = Math.min(order, position); n > 0; n--) {
      BitSet seen = followers.get(context(bytes, position, n));
      if (seen != null) return seen;
    }
    return followers.getOrDefault(context(bytes, position, 0), new BitSet());
  }

  private static int context(byte[] bytes, int position, int order) {
    int context = order;
    for (int i = position - order; i < position; i++) context = context << 8 | bytes[i] & 0xff;
    return context;
  }
}
