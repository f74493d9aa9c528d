// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import java.util.Arrays;

/// Keeps the smallest of all offered names that lie beyond a cursor, at most `capacity` of them. So
/// a directory of any size is read in order with bounded memory, in one pass for each `capacity`
/// names.
final class SmallestNames {
  private static final int FIRST_ROOM = 64;

  private final int capacity;
  private final byte[] cursor;
  private final boolean inclusive;
  private byte[][] names = new byte[FIRST_ROOM][];
  private int count;
  private byte[] highest = {};
  private boolean truncated;

  /// @param inclusive whether a directory that the cursor lies in is beyond it too
  SmallestNames(int capacity, byte[] cursor, boolean inclusive) {
    this.capacity = capacity;
    this.cursor = cursor;
    this.inclusive = inclusive;
  }

  /// A name that ends in `/` is a directory's.
  void offer(byte[] bytes, int from, int to) {
    if (!isBeyond(bytes, from, to)) return;
    if (truncated && compare(bytes, from, to, highest) > 0) return;
    if (count == names.length) grow();
    names[count++] = Arrays.copyOfRange(bytes, from, to);
  }

  private boolean isBeyond(byte[] bytes, int from, int to) {
    if (cursor.length == 0 || compare(bytes, from, to, cursor) > 0) return true;
    return inclusive && bytes[to - 1] == '/' && leadsTo(bytes, from, to);
  }

  private boolean leadsTo(byte[] bytes, int from, int to) {
    int length = to - from;
    return cursor.length >= length && Arrays.equals(bytes, from, to, cursor, 0, length);
  }

  private static int compare(byte[] bytes, int from, int to, byte[] other) {
    return Arrays.compareUnsigned(bytes, from, to, other, 0, other.length);
  }

  /// At twice the capacity the names are sorted and the upper half is dropped. So a name costs
  /// O(log capacity), whatever the number of names.
  private void grow() {
    if (names.length >= 2 * capacity) cut();
    else names = Arrays.copyOf(names, Math.min(2 * names.length, 2 * capacity));
  }

  private void cut() {
    Arrays.sort(names, 0, count, Arrays::compareUnsigned);
    if (count <= capacity) return;
    Arrays.fill(names, capacity, count, null);
    count = capacity;
    highest = names[capacity - 1];
    truncated = true;
  }

  /// Ascending.
  byte[][] sorted() {
    cut();
    return Arrays.copyOf(names, count);
  }

  /// Whether larger names were dropped.
  boolean truncated() {
    return truncated;
  }
}
