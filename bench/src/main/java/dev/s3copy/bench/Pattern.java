// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/// The bytes of every generated object: one block of noise, read from a place that depends on the
/// object's number. Anyone can compute it again (`bench/proof/harness.py` does), so a wrong byte, a
/// shifted part or another object's content shows.
///
/// The block is `sha256("s3copy-bench-" + n)` for n = 0, 1, 2 …, cut after [#PERIOD] bytes.
final class Pattern {
  /// The largest prime below 2^20: parts of a power of two never repeat each other's bytes.
  static final int PERIOD = 1_048_573;

  /// Bytes between the starting places of neighbours; prime, so places repeat after PERIOD objects.
  private static final long STRIDE = 500_009;

  private final ByteBuffer twice;

  Pattern() {
    byte[] noise = noise();
    twice = ByteBuffer.allocateDirect(2 * PERIOD);
    twice.put(noise, 0, PERIOD).put(noise, 0, PERIOD);
  }

  /// At most `length` bytes of object `index` from `offset` on, ready to be read. May be shorter.
  ByteBuffer slice(long index, long offset, long length) {
    int start = (int) ((index * STRIDE + offset) % PERIOD);
    return twice.slice(start, (int) Math.min(length, PERIOD));
  }

  int crc(long index, long offset, long length) {
    CRC32 crc = new CRC32();
    long at = offset;
    long left = length;
    while (left > 0) {
      ByteBuffer slice = slice(index, at, left);
      at += slice.remaining();
      left -= slice.remaining();
      crc.update(slice);
    }
    return (int) crc.getValue();
  }

  private static byte[] noise() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      int width = sha256.getDigestLength();
      byte[] noise = new byte[(PERIOD / width + 1) * width];
      for (int n = 0; n * width < noise.length; n++) {
        byte[] digest = sha256.digest(("s3copy-bench-" + n).getBytes(StandardCharsets.US_ASCII));
        System.arraycopy(digest, 0, noise, n * width, width);
      }
      return noise;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
