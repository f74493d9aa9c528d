// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.rule.FileKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Names of unfinished files, `.s3copy-<run>-<n>.part`: unlike any file's of another run, and told
/// apart by [FileKey#isTemporary].
final class TemporaryNames {
  private static final String START = ".s3copy-";
  private static final String END = ".part";

  private final byte[] start;
  private final AtomicLong next = new AtomicLong();

  TemporaryNames() {
    String run = "%016x".formatted(ThreadLocalRandom.current().nextLong());
    start = (START + run + "-").getBytes(StandardCharsets.US_ASCII);
  }

  byte[] next() {
    byte[] rest =
        (Long.toHexString(next.getAndIncrement()) + END).getBytes(StandardCharsets.US_ASCII);
    byte[] name = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, name, start.length, rest.length);
    return name;
  }

  boolean isOurs(byte[] name) {
    return Arrays.equals(name, 0, Math.min(name.length, start.length), start, 0, start.length);
  }
}
