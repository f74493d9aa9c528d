// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The checksums S3 knows, each with its header `x-amz-checksum-…`.
public enum ChecksumAlgorithm {
  /// Reflected polynomials, as the CRC catalogue gives them.
  CRC32(4, 0xEDB88320L),
  CRC32C(4, 0x82F63B78L),
  CRC64NVME(8, Crc64Nvme.POLYNOMIAL),
  SHA1(20, 0),
  SHA256(32, 0);

  static final String PREFIX = "x-amz-checksum-";

  private final int bytes;
  private final long polynomial;

  ChecksumAlgorithm(int bytes, long polynomial) {
    this.bytes = bytes;
    this.polynomial = polynomial;
  }

  String header() {
    return PREFIX + name().toLowerCase(Locale.ROOT);
  }

  /// `ChecksumCRC32C`.
  String element() {
    return "Checksum" + name();
  }

  /// A checksum of the whole can be computed from those of its parts.
  boolean combines() {
    return polynomial != 0;
  }

  static @Nullable ChecksumAlgorithm named(@Nullable String name) {
    if (name == null) return null;
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.name().equalsIgnoreCase(name)) return algorithm;
    }
    return null;
  }

  static @Nullable ChecksumAlgorithm ofHeader(String header) {
    return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        ? named(header.substring(PREFIX.length()))
        : null;
  }

  /// The checksum of two pieces one after the other.
  byte[] combine(byte[] first, byte[] second, long secondLength) {
    long a = CrcCombination.number(first);
    long b = CrcCombination.number(second);
    long both = new CrcCombination(polynomial, bytes * Byte.SIZE).combine(a, b, secondLength);
    return CrcCombination.bytes(both, bytes);
  }

  Running start() {
    return switch (this) {
      case CRC32 -> ofCrc(new CRC32());
      case CRC32C -> ofCrc(new CRC32C());
      case CRC64NVME -> ofCrc(new Crc64Nvme());
      case SHA1 -> ofDigest("SHA-1");
      case SHA256 -> ofDigest("SHA-256");
    };
  }

  /// A checksum being computed.
  interface Running {
    void update(byte[] bytes, int offset, int length);

    byte[] value();
  }

  static Running ofDigest(String name) {
    MessageDigest digest = digest(name);
    return new Running() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
      }

      @Override
      public byte[] value() {
        return digest.digest();
      }
    };
  }

  static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Running ofCrc(java.util.zip.Checksum crc) {
    return new Running() {
      @Override
      public void update(byte[] data, int offset, int length) {
        crc.update(data, offset, length);
      }

      @Override
      public byte[] value() {
        return CrcCombination.bytes(crc.getValue(), bytes);
      }
    };
  }
}
