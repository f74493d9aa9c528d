// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the tests of this package do to volumes.
final class VolumeFixture {
  static final long MODIFIED = 1_700_000_000_123L;

  private VolumeFixture() {}

  static void put(Volume volume, Key key, String content) {
    begin(volume, key, content).commit(MODIFIED, false);
  }

  static void put(Volume volume, String key, String content) {
    put(volume, Key.of(key), content);
  }

  /// Everything written, nothing committed.
  static FileWrite begin(Volume volume, Key key, String content) {
    ByteBuffer bytes = direct(content);
    FileWrite write = volume.create(key, bytes.remaining());
    try {
      write.write(bytes, 0);
    } catch (StoreException e) {
      write.abort();
      throw e;
    }
    return write;
  }

  static ByteBuffer direct(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  static String get(Volume volume, Key key) {
    try (FileRead read = volume.read(key)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect((int) read.size());
      while (buffer.hasRemaining() && read.read(buffer, buffer.position()) >= 0) {}
      byte[] bytes = new byte[buffer.flip().remaining()];
      buffer.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  static List<Entry> list(Volume volume, Key after, int pageSize) {
    List<Entry> all = new ArrayList<>();
    List<Entry> page = volume.page(after, pageSize);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = volume.page(page.getLast().key(), pageSize);
    }
    return all;
  }

  static List<String> keys(List<Entry> entries) {
    return entries.stream().map(e -> e.key().toString()).toList();
  }

  /// Every path below the root, directories too, hidden ones too.
  static List<String> everything(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(p -> !p.equals(root))
          .map(p -> root.relativize(p).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
