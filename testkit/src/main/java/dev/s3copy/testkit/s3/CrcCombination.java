// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

/// The CRC of two pieces from the CRC of each, by moving the first over as many zeros as the second
/// is long: matrices over GF(2), squared for each binary digit of the length (the method of zlib).
///
/// @param polynomial reflected
/// @param bits width of the CRC
record CrcCombination(long polynomial, int bits) {

  long combine(long first, long second, long secondLength) {
    long crc = first;
    long[] shift = oneZeroBit();
    for (int i = 0; i < 3; i++) shift = square(shift);
    for (long left = secondLength; left != 0; left >>>= 1) {
      if ((left & 1) != 0) crc = times(shift, crc);
      shift = square(shift);
    }
    return crc ^ second;
  }

  static long number(byte[] bigEndian) {
    long number = 0;
    for (byte b : bigEndian) number = number << 8 | (b & 0xff);
    return number;
  }

  static byte[] bytes(long number, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) bytes[i] = (byte) (number >>> (8 * (count - 1 - i)));
    return bytes;
  }

  private long[] oneZeroBit() {
    long[] matrix = new long[bits];
    matrix[0] = polynomial;
    for (int i = 1; i < bits; i++) matrix[i] = 1L << (i - 1);
    return matrix;
  }

  private long[] square(long[] matrix) {
    long[] squared = new long[bits];
    for (int i = 0; i < bits; i++) squared[i] = times(matrix, matrix[i]);
    return squared;
  }

  private static long times(long[] matrix, long vector) {
    long sum = 0;
    for (long v = vector; v != 0; v &= v - 1) sum ^= matrix[Long.numberOfTrailingZeros(v)];
    return sum;
  }
}
