// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// What tells one run, and one manifest, from another.
final class RunIdentity {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private RunIdentity() {}

  /// SHA-256, hex, of the spec and of the folders its claims mean here: another folder is another
  /// destination.
  static String specHash(String canonicalSpecJson, Map<String, Path> volumes) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(canonicalSpecJson.getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, Path> volume : new TreeMap<>(volumes).entrySet()) {
        String line = "\n" + volume.getKey() + "=" + volume.getValue().toAbsolutePath().normalize();
        sha.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Sorts by start time: `20261120T140000-3f2a`.
  static String newRunId(Instant now, RandomGenerator random) {
    return TIME.format(now) + "-%04x".formatted(random.nextInt(1 << 16));
  }
}
