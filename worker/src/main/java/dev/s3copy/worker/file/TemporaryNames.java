// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.rule.FileKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// Names of unfinished files, `.s3copy-<run>-<random>.part`: unlike any file's of another run, and
/// told apart by [FileKey#isTemporary]. Nobody can guess the next one, so nobody who may write to
/// the folder can be there first. Safe for use by many threads.
final class TemporaryNames {
  private static final String START = ".s3copy-";
  private static final String END = ".part";

  /// Random numbers are fetched many at a time: one alone costs as much as a system call.
  private static final int FETCHED = 512;

  private static final HexFormat HEX = HexFormat.of();

  private final SecureRandom random = new SecureRandom();
  private final ByteBuffer numbers = ByteBuffer.allocate(FETCHED * Long.BYTES).limit(0);
  private final byte[] start;

  TemporaryNames() {
    start = (START + HEX.toHexDigits(number()) + "-").getBytes(StandardCharsets.US_ASCII);
  }

  byte[] next() {
    byte[] rest = (HEX.toHexDigits(number()) + END).getBytes(StandardCharsets.US_ASCII);
    byte[] name = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, name, start.length, rest.length);
    return name;
  }

  private synchronized long number() {
    if (!numbers.hasRemaining()) {
      random.nextBytes(numbers.array());
      numbers.clear();
    }
    return numbers.getLong();
  }

  boolean isOurs(byte[] name) {
    return Arrays.equals(name, 0, Math.min(name.length, start.length), start, 0, start.length);
  }
}
