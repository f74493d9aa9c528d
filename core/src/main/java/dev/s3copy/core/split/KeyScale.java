// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Keys as fractions of the key space, 0 to 1, and back. Wherever keys part, each byte that may
/// come
/// next gets an equal share: the bytes seen there, and those that [Contexts] makes likely and no
/// probe has ruled out. Where keys run together nothing is given away, so that a long shared name
/// costs no precision.
final class KeyScale {
  /// Doubles tell no more apart.
  static final double FINEST = 1e-15;

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

  double positionOf(Key key) {
    if (!key.startsWith(prefix)) return key.compareTo(prefix) < 0 ? 0 : 1;
    byte[] bytes = key.bytes();
    double low = 0;
    double width = 1;
    Node node = new Node(0, samples.length, base);
    while (node.depth < bytes.length && width > FINEST) {
      int[] symbols = symbols(bytes, node);
      int value = bytes[node.depth] & 0xff;
      int index = Arrays.binarySearch(symbols, value);
      int rank = index < 0 ? -index - 1 : index;
      if (symbols.length == 0) break;
      low += width * rank / symbols.length;
      if (index < 0) break;
      width /= symbols.length;
      node = node.child(value, samples);
    }
    return low;
  }

  /// The shortest key at about `position`, to within `resolution`.
  Key keyAt(double position, double resolution) {
    byte[] bytes = Arrays.copyOf(prefix.bytes(), LONGEST);
    double low = 0;
    double width = 1;
    Node node = new Node(0, samples.length, base);
    while (node.depth < LONGEST && width > Math.max(resolution, FINEST)) {
      int[] symbols = symbols(bytes, node);
      if (symbols.length == 0) break;
      int rank = (int) Math.max(0, (position - low) / width * symbols.length);
      rank = Math.min(rank, symbols.length - 1);
      low += width * rank / symbols.length;
      width /= symbols.length;
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
    likely.bytes().stream()
        .filter(value -> !own.get(value) && !ruledOut(path, value))
        .forEach(own::set);
    if (own.cardinality() > 1 && !likely.wellKnown()) addUnseen(path, own);
    int[] symbols = own.stream().toArray();
    known.put(path, symbols);
    return symbols;
  }

  /// Between two known bytes of a place where keys part there may be others of their kind: each
  /// such
  /// stretch gets one share, under the name of its middle, so that some probe looks there.
  private void addUnseen(Key path, BitSet symbols) {
    int[] known = symbols.stream().toArray();
    for (int i = 0; i <= known.length; i++) {
      int low = i == 0 ? -1 : known[i - 1];
      int high = i == known.length ? 256 : known[i];
      int[] between =
          IntStream.range(low + 1, high)
              .filter(v -> sameKind(v, low) || sameKind(v, high))
              .filter(v -> !ruledOut(path, v))
              .toArray();
      if (between.length > 0) symbols.set(between[between.length / 2]);
    }
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
