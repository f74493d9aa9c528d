// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Keys as fractions of the key space, 0 to 1, and back. Wherever keys part, each byte that may
/// come
/// next gets an equal share: the bytes seen there, and those that [Contexts] makes likely and no
/// probe has ruled out. Where keys run together nothing is given away, so that a long shared name
/// costs no precision.
final class KeyScale {
  /// Doubles tell no more apart.
  private static final double FINEST = 1e-15;

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
      int rank =
          (int)
              Math.clamp((long) ((position - low) / width * symbols.length), 0, symbols.length - 1);
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
    int seen = own.cardinality();
    // Keys that run together in all samples are likely to do so everywhere else in this place.
    int order = seen == 1 ? 3 : seen == 0 ? 2 : 1;
    BitSet possible = (BitSet) survey.contexts().after(bytes, node.depth, order).clone();
    possible.andNot(own);
    possible.stream().filter(value -> !ruledOut(path, value)).forEach(own::set);
    int[] symbols = own.stream().toArray();
    known.put(path, symbols);
    return symbols;
  }

  private boolean ruledOut(Key path, int value) {
    return survey.covers(Bytes.with(path, value), Bytes.afterAll(Bytes.with(path, value)));
  }
}
