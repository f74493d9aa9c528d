// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Function;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/// CRCs of whole bodies, as S3 spells them: base64 of the big-endian value.
final class Checksums {
  static final String UPLOAD_ALGORITHM = "CRC32C";
  static final String UPLOAD_HEADER = "x-amz-checksum-crc32c";
  static final String UPLOAD_ELEMENT = "ChecksumCRC32C";

  private static final String[] ALGORITHMS = {"CRC64NVME", "CRC32C", "CRC32"};
  private static final String[] HEADERS = {
    "x-amz-checksum-crc64nvme", "x-amz-checksum-crc32c", "x-amz-checksum-crc32"
  };

  private Checksums() {}

  /// The CRC32C of the bytes between position and limit, which stay where they are. CRC32C, because
  /// every server knows it and the JDK computes it from direct buffers at memory speed.
  static String forUpload(ByteBuffer body) {
    Checksum checksum = new CRC32C();
    checksum.update(body.duplicate());
    return base64(checksum, Integer.BYTES);
  }

  /// `ALGORITHM:base64` of the whole object if the server gives it; else empty.
  ///
  /// @param header the value of the header of that name
  static String ofObject(Function<String, @Nullable String> header) {
    if ("COMPOSITE".equals(header.apply("x-amz-checksum-type"))) return "";
    for (int i = 0; i < ALGORITHMS.length; i++) {
      String value = header.apply(HEADERS[i]);
      // A composite checksum ends in -N, the number of parts.
      if (value != null && !value.isEmpty() && value.indexOf('-') < 0)
        return ALGORITHMS[i] + ":" + value;
    }
    return "";
  }

  /// What is wrong with `body` according to `checksum`, or null.
  ///
  /// @param checksum as [#ofObject] gives it
  static @Nullable String mismatch(String checksum, ByteBuffer body) {
    RunningChecksum running = RunningChecksum.of(checksum);
    if (running == null) return null;
    running.update(body);
    return running.mismatch();
  }

  /// As `Content-MD5` wants it. It protects the way to the server, nothing else.
  static String md5(ByteBuffer body) {
    MessageDigest md5 = PartResult.md5();
    md5.update(body.duplicate());
    return Base64.getEncoder().encodeToString(md5.digest());
  }

  static String base64(Checksum checksum, int width) {
    byte[] value = new byte[width];
    long crc = checksum.getValue();
    for (int i = width - 1; i >= 0; i--, crc >>>= Byte.SIZE) value[i] = (byte) crc;
    return Base64.getEncoder().encodeToString(value);
  }
}
