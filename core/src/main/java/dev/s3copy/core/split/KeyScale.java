// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Keys as positions in the key space, 0 to [#ONE], and back. Wherever keys part, each byte that
/// may come next gets an equal share: the bytes seen there, and those that [Contexts] makes likely
/// and no probe has ruled out. Bytes that all keys share get no share of the space, so that a long
/// common name costs no precision.
final class KeyScale {
  /// Enough for about 170 bytes with 36 possible values each. A folder deep in other folders can be
  /// such a small part of the space and still hold most keys.
  private static final int BITS = 900;

  static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);

  private static final int LONGEST = 1024;

  private final int base;
  private final Key[] samples;
  private final Survey survey;
  private final Key prefix;
  private final Map<Key, int[]> known = new HashMap<>();

  KeyScale(Key prefix, Survey survey) {
    this.prefix = prefix;
    this.base = prefix.length();
    this.survey = survey;
    this.samples = survey.samples();
  }

  /// The distance between two positions as a share of the whole space.
  static double span(BigInteger low, BigInteger high) {
    return Math.scalb(high.subtract(low).doubleValue(), -BITS);
  }

  /// The position at this distance above `from` (below, if it is negative).
  static BigInteger moved(BigInteger from, double span) {
    if (span == 0) return from;
    int exponent = Math.getExponent(span);
    BigInteger distance = BigInteger.valueOf((long) Math.scalb(span, 52 - exponent));
    int shift = BITS + exponent - 52;
    return from.add(shift >= 0 ? distance.shiftLeft(shift) : distance.shiftRight(-shift));
  }

  BigInteger positionOf(Key key) {
    if (!key.startsWith(prefix)) return key.compareTo(prefix) < 0 ? BigInteger.ZERO : ONE;
    byte[] bytes = key.bytes();
    BigInteger low = BigInteger.ZERO;
    BigInteger width = ONE;
    Node node = new Node(0, samples.length, base);
    while (node.depth < bytes.length && width.signum() > 0) {
      int[] symbols = symbols(bytes, node);
      if (symbols.length == 0) break;
      int value = bytes[node.depth] & 0xff;
      int index = Arrays.binarySearch(symbols, value);
      int rank = index < 0 ? -index - 1 : index;
      // If only one byte is possible, the space is not divided.
      BigInteger share =
          symbols.length == 1 ? width : width.divide(BigInteger.valueOf(symbols.length));
      if (rank > 0) low = low.add(share.multiply(BigInteger.valueOf(rank)));
      if (index < 0) break;
      width = share;
      node = node.child(value, samples);
    }
    return low;
  }

  /// The shortest key at about `position`, to within `resolution`.
  Key keyAt(BigInteger position, double resolution) {
    byte[] bytes = Arrays.copyOf(prefix.bytes(), LONGEST);
    BigInteger finest = moved(BigInteger.ZERO, resolution);
    BigInteger rest = position.max(BigInteger.ZERO);
    BigInteger width = ONE;
    Node node = new Node(0, samples.length, base);
    while (node.depth < LONGEST && width.compareTo(finest) > 0) {
      int[] symbols = symbols(bytes, node);
      if (symbols.length == 0) break;
      BigInteger share = width.divide(BigInteger.valueOf(symbols.length));
      if (share.signum() == 0) break;
      int rank = rest.divide(share).min(BigInteger.valueOf(symbols.length - 1)).intValue();
      rest = rest.subtract(share.multiply(BigInteger.valueOf(rank)));
      width = share;
      bytes[node.depth] = (byte) symbols[rank];
      node = node.child(symbols[rank], samples);
    }
    return Key.ofBytes(Arrays.copyOf(bytes, node.depth));
  }

  /// The samples `[from, to)` share their first `depth` bytes.
  private record Node(int from, int to, int depth) {
    Node child(int value, Key[] samples) {
      int first = firstNotBelow(value, samples);
      int end = firstNotBelow(value + 1, samples);
      return new Node(first, end, depth + 1);
    }

    int firstNotBelow(int value, Key[] samples) {
      int low = from;
      int high = to;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (valueAt(samples[middle]) < value) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    int valueAt(Key key) {
      return key.length() > depth ? key.bytes()[depth] & 0xff : -1;
    }
  }

  private int[] symbols(byte[] bytes, Node node) {
    Key path = Key.ofBytes(Arrays.copyOf(bytes, node.depth));
    int[] cached = known.get(path);
    if (cached != null) return cached;
    BitSet own = new BitSet(256);
    for (int i = node.firstNotBelow(0, samples); i < node.to; ) {
      int value = node.valueAt(samples[i]);
      own.set(value);
      i = node.firstNotBelow(value + 1, samples);
    }
    Contexts.Followers likely = survey.contexts().after(path);
    BitSet more = likely.bytes();
    for (int value = more.nextSetBit(0); value >= 0; value = more.nextSetBit(value + 1)) {
      if (!own.get(value) && !ruledOut(path, value)) own.set(value);
    }
    if (own.cardinality() > 1 && !likely.wellKnown()) addUnseen(path, own);
    int[] symbols = values(own);
    known.put(path, symbols);
    return symbols;
  }

  /// Between two known bytes of a place where keys differ there may be other bytes of the same
  /// kind. Each such stretch gets one share, under the byte in its middle, so that some probe looks
  /// there.
  private void addUnseen(Key path, BitSet symbols) {
    int[] known = values(symbols);
    for (int i = 0; i <= known.length; i++) {
      int low = i == 0 ? -1 : known[i - 1];
      int high = i == known.length ? 256 : known[i];
      BitSet between = new BitSet(256);
      for (int v = low + 1; v < high; v++) {
        if ((sameKind(v, low) || sameKind(v, high)) && !ruledOut(path, v)) between.set(v);
      }
      int[] candidates = values(between);
      if (candidates.length > 0) symbols.set(candidates[candidates.length / 2]);
    }
  }

  private static int[] values(BitSet set) {
    int[] values = new int[set.cardinality()];
    for (int i = 0, v = set.nextSetBit(0); v >= 0; v = set.nextSetBit(v + 1)) values[i++] = v;
    return values;
  }

  private static boolean sameKind(int a, int b) {
    return kind(a) == kind(b);
  }

  private static int kind(int value) {
    if (value >= '0' && value <= '9') return 0;
    if (value >= 'A' && value <= 'Z') return 1;
    if (value >= 'a' && value <= 'z') return 2;
    return value >= 0x80 && value < 0xc0 ? 3 : value >= 0xc0 && value <= 0xff ? 4 : -1 - value;
  }

  private boolean ruledOut(Key path, int value) {
    return survey.covers(Bytes.with(path, value), Bytes.afterAll(Bytes.with(path, value)));
  }
}
