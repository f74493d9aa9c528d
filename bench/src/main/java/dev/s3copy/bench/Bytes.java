// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing byte array that is filled again and again without leaving garbage behind.
final class Bytes {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private byte[] array;
  private int size;

  Bytes(int capacity) {
    array = new byte[capacity];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  byte[] array() {
    return array;
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(array, 0, size);
  }

  byte[] toArray() {
    return Arrays.copyOf(array, size);
  }

  Bytes add(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, array, size, bytes.length);
    size += bytes.length;
    return this;
  }

  /// Adds text whose characters are bytes (Latin-1), see [Names].
  @SuppressWarnings("deprecation") // the one way to get Latin-1 bytes without an array in between
  Bytes add(String text) {
    int n = text.length();
    reserve(n);
    text.getBytes(0, n, array, size);
    size += n;
    return this;
  }

  Bytes add(ByteBuffer bytes) {
    int n = bytes.remaining();
    reserve(n);
    bytes.get(array, size, n);
    size += n;
    return this;
  }

  Bytes add(long number) {
    return add(Long.toString(number));
  }

  Bytes addPercent(int b) {
    reserve(3);
    array[size++] = '%';
    array[size++] = HEX[(b >> 4) & 15];
    array[size++] = HEX[b & 15];
    return this;
  }

  Bytes addByte(int b) {
    reserve(1);
    array[size++] = (byte) b;
    return this;
  }

  private void reserve(int more) {
    if (size + more > array.length) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
    }
  }
}
