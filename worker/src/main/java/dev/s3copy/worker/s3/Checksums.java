// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.HttpReply;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.checksums.CRC64NVME;

/// CRCs of whole bodies, as S3 spells them: base64 of the big-endian value.
final class Checksums {
  static final String UPLOAD_ALGORITHM = "CRC32C";
  static final String UPLOAD_HEADER = "x-amz-checksum-crc32c";
  static final String UPLOAD_ELEMENT = "ChecksumCRC32C";

  private static final String[] ALGORITHMS = {"CRC64NVME", "CRC32C", "CRC32"};
  private static final String[] HEADERS = {
    "x-amz-checksum-crc64nvme", "x-amz-checksum-crc32c", "x-amz-checksum-crc32"
  };
  private static final int COPY_BYTES = 16 << 10;

  private Checksums() {}

  /// Of the bytes between position and limit, which stay where they are. CRC32C, because the JDK
  /// computes it from direct buffers at memory speed and every server knows it.
  static String forUpload(ByteBuffer body) {
    return base64(new CRC32C(), body, Integer.BYTES);
  }

  /// `ALGORITHM:base64` of the whole object where the server tells it; else empty.
  static String ofObject(HttpReply reply) {
    if (reply.header("x-amz-checksum-type").equals("COMPOSITE")) return "";
    for (int i = 0; i < ALGORITHMS.length; i++) {
      String value = reply.header(HEADERS[i]);
      // A composite one ends in -N, the number of parts.
      if (!value.isEmpty() && value.indexOf('-') < 0) return ALGORITHMS[i] + ":" + value;
    }
    return "";
  }

  /// What is wrong with `body` according to `checksum`, or null.
  ///
  /// @param checksum as [#ofObject] gives it
  static @Nullable String mismatch(String checksum, ByteBuffer body) {
    int colon = checksum.indexOf(':');
    if (colon < 0) return null;
    String actual = compute(checksum.substring(0, colon), body);
    String expected = checksum.substring(colon + 1);
    return actual.equals(expected)
        ? null
        : "the bytes have " + checksum.substring(0, colon) + " " + actual + ", not " + expected;
  }

  private static String compute(String algorithm, ByteBuffer body) {
    return switch (algorithm) {
      case "CRC64NVME" -> base64(new CRC64NVME(), body, Long.BYTES);
      case "CRC32C" -> base64(new CRC32C(), body, Integer.BYTES);
      case "CRC32" -> base64(new CRC32(), body, Integer.BYTES);
      default -> throw new IllegalArgumentException(algorithm);
    };
  }

  private static String base64(Checksum checksum, ByteBuffer body, int width) {
    ByteBuffer bytes = body.duplicate();
    if (checksum instanceof CRC64NVME) updateByArrays(checksum, bytes);
    else checksum.update(bytes);
    byte[] value = new byte[width];
    long crc = checksum.getValue();
    for (int i = width - 1; i >= 0; i--, crc >>>= Byte.SIZE) value[i] = (byte) crc;
    return Base64.getEncoder().encodeToString(value);
  }

  /// The CRT's takes arrays only; the JDK's default way to feed it from a direct buffer does the
  /// same with smaller ones.
  private static void updateByArrays(Checksum checksum, ByteBuffer bytes) {
    byte[] chunk = new byte[Math.min(COPY_BYTES, bytes.remaining())];
    while (bytes.hasRemaining()) {
      int n = Math.min(chunk.length, bytes.remaining());
      bytes.get(chunk, 0, n);
      checksum.update(chunk, 0, n);
    }
  }
}
