// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/// A set of characters, and its way into an automaton over UTF-8 bytes.
record CodePoints(BitSet members) {
  private static final int[] LAST_OF_LENGTH = {0x7f, 0x7ff, 0xffff};

  /// Every character but the separator.
  static final CodePoints NOT_SLASH = new CodePoints(new BitSet()).complement();

  CodePoints complement() {
    BitSet others = (BitSet) members.clone();
    others.flip(0, Character.MAX_CODE_POINT + 1);
    others.clear('/');
    return new CodePoints(others);
  }

  void addTo(Nfa nfa, int from, int to) {
    for (int low = members.nextSetBit(0); low >= 0; ) {
      int end = members.nextClearBit(low);
      addRange(nfa, low, end - 1, from, to);
      low = members.nextSetBit(end);
    }
  }

  private static void addRange(Nfa nfa, int low, int high, int from, int to) {
    if (low > high) return;
    if (low <= Character.MAX_SURROGATE && high >= Character.MIN_SURROGATE) {
      addRange(nfa, low, Character.MIN_SURROGATE - 1, from, to);
      addRange(nfa, Character.MAX_SURROGATE + 1, high, from, to);
      return;
    }
    int cut = cutAfter(low, high);
    if (cut >= 0) {
      addRange(nfa, low, cut, from, to);
      addRange(nfa, cut + 1, high, from, to);
    } else {
      addBytes(nfa, low, high, from, to);
    }
  }

  /// Where to cut so that each part is a product of byte ranges; -1 when it is one already.
  private static int cutAfter(int low, int high) {
    for (int last : LAST_OF_LENGTH) if (low <= last && last < high) return last;
    for (int bits = 6; bits <= 18 && high > 0x7f; bits += 6) {
      int mask = (1 << bits) - 1;
      if ((low & ~mask) == (high & ~mask)) continue;
      if ((low & mask) != 0) return low | mask;
      if ((high & mask) != mask) return (high & ~mask) - 1;
    }
    return -1;
  }

  private static void addBytes(Nfa nfa, int first, int last, int from, int to) {
    byte[] low = utf8(first);
    byte[] high = utf8(last);
    int state = from;
    for (int i = 0; i < low.length; i++) {
      int next = i == low.length - 1 ? to : nfa.newState();
      nfa.bytes(state, low[i] & 0xff, high[i] & 0xff, next);
      state = next;
    }
  }

  static byte[] utf8(int codePoint) {
    return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
  }
}
