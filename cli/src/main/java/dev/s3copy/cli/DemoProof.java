// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.s3.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Compares source and destination without the engine's help: what the server holds in memory and
/// what lies on the disk are read again and hashed.
final class DemoProof {
  private final EmbeddedS3 server;
  private final List<String> differences = new ArrayList<>();
  private int compared;

  DemoProof(EmbeddedS3 server) {
    this.server = server;
  }

  List<String> differences() {
    return differences;
  }

  int compared() {
    return compared;
  }

  /// Every object below `prefix` is a file with its bytes, and there is no other file.
  DemoProof folder(String bucket, String prefix, Path folder) throws IOException {
    int expected = 0;
    Key start = Key.of(prefix);
    for (Key key : server.keys(bucket)) {
      if (key.startsWith(start)) {
        expected++;
        Path file = folder.resolve(Objects.requireNonNull(key.without(start.length()).utf8()));
        compare(key, Files.isRegularFile(file), () -> Files.readAllBytes(file), bucket);
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      long found = files.filter(Files::isRegularFile).count();
      if (found != expected) {
        differences.add(found + " files, but " + expected + " objects");
      }
    }
    return this;
  }

  /// Both buckets hold the same keys with the same bytes, headers and metadata.
  DemoProof bucket(String bucket, String copy) throws IOException {
    for (Key key : server.keys(bucket)) {
      StoredObject from = server.find(bucket, key);
      StoredObject to = server.find(copy, key);
      compare(key, to != null, () -> server.read(copy, key), bucket);
      if (from != null && to != null && !from.headers().equals(to.headers())) {
        differences.add(key + ": other metadata");
      }
    }
    if (server.count(bucket) != server.count(copy)) {
      differences.add(server.count(copy) + " objects, but " + server.count(bucket));
    }
    return this;
  }

  private interface Bytes {
    byte[] read() throws IOException;
  }

  private void compare(Key key, boolean there, Bytes copied, String bucket) throws IOException {
    compared++;
    if (!there) {
      differences.add(key + ": missing");
    } else if (!MessageDigest.isEqual(sha256(server.read(bucket, key)), sha256(copied.read()))) {
      differences.add(key + ": other bytes");
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
