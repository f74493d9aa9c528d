// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.checksums.CRC64NVME;

/// The checksum of bytes that arrive piece by piece, and the one they should have.
final class RunningChecksum {
  private static final int COPY_BYTES = 16 << 10;

  private final String algorithm;
  private final String expected;
  private final Checksum checksum;
  private byte[] copy = {};

  private RunningChecksum(String algorithm, String expected) {
    this.algorithm = algorithm;
    this.expected = expected;
    checksum =
        switch (algorithm) {
          case "CRC64NVME" -> new CRC64NVME();
          case "CRC32C" -> new CRC32C();
          case "CRC32" -> new CRC32();
          default -> throw new IllegalArgumentException(algorithm);
        };
  }

  /// @param wanted as [Checksums#ofObject] gives it
  /// @return null if `wanted` is empty
  static @Nullable RunningChecksum of(String wanted) {
    int colon = wanted.indexOf(':');
    if (colon < 0) return null;
    return new RunningChecksum(wanted.substring(0, colon), wanted.substring(colon + 1));
  }

  /// @param chunk its position and limit stay where they are
  void update(ByteBuffer chunk) {
    ByteBuffer bytes = chunk.duplicate();
    if (checksum instanceof CRC64NVME) updateByArrays(bytes);
    else checksum.update(bytes);
  }

  /// The CRT's checksum takes arrays only. The JDK's default way to give it a direct buffer does
  /// the same with smaller arrays.
  private void updateByArrays(ByteBuffer bytes) {
    int most = Math.min(COPY_BYTES, bytes.remaining());
    if (copy.length < most) copy = new byte[most];
    while (bytes.hasRemaining()) {
      int n = Math.min(copy.length, bytes.remaining());
      bytes.get(copy, 0, n);
      checksum.update(copy, 0, n);
    }
  }

  /// What is wrong with the bytes so far, or null.
  @Nullable String mismatch() {
    int width = checksum instanceof CRC64NVME ? Long.BYTES : Integer.BYTES;
    String actual = Checksums.base64(checksum, width);
    if (actual.equals(expected)) return null;
    return "the bytes have " + algorithm + " " + actual + ", not " + expected;
  }
}
