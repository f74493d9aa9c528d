// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Objects of mixed sizes and names, the same in every demo.
///
/// Everything below `album/` can be the name of a file; what lies below `odd/` cannot, but is a
/// valid key all the same.
final class DemoBucket {
  static final String ALBUM = "album/";
  private static final int ORDINARY = 2_500;
  private static final int MOST_SMALL_BYTES = 16 << 10;
  private static final int MIB = 1 << 20;

  private static final List<String> UNUSUAL =
      List.of(
          "empty file",
          "plus+and&percent%20 question? #hash",
          "späße/naïve café.txt",
          "日本語/写真.jpg",
          "emoji 🎒.txt",
          "back\\slash",
          "quote'\"quote",
          "tab\tname",
          ".hidden",
          "~tilde");

  private static final List<String> NO_FILE_NAMES =
      List.of("odd/a//b", "odd/../up", "odd/./here", "odd/ends-with/", "odd/" + "n".repeat(300));

  private final EmbeddedS3 server;
  private final String name;
  private final SplittableRandom random = new SplittableRandom(7);

  DemoBucket(EmbeddedS3 server, String name) {
    this.server = server;
    this.name = name;
  }

  void fill() {
    server.createBucket(name);
    for (int i = 0; i < ORDINARY; i++) {
      int size = i % 50 == 0 ? 0 : random.nextInt(MOST_SMALL_BYTES);
      put(ALBUM + "%d/%02d/IMG_%04d.jpg".formatted(2020 + i % 6, i % 12 + 1, i), size);
    }
    for (int i = 0; i < 12; i++) {
      put(ALBUM + "video/clip-%02d.mp4".formatted(i), (i + 1) * MIB / 4);
    }
    put(ALBUM + "video/long.mp4", 24 * MIB);
    UNUSUAL.forEach(key -> put(ALBUM + key, key.length() % 7 * 100));
    NO_FILE_NAMES.forEach(key -> put(key, 100));
  }

  private void put(String key, int size) {
    byte[] body = new byte[size];
    random.nextBytes(body);
    server.put(
        name, Key.of(key), body, Map.of("content-type", "image/jpeg", "x-amz-meta-camera", "demo"));
  }

  long bytes() {
    return server.keys(name).stream().mapToLong(key -> server.read(name, key).length).sum();
  }

  int count() {
    return server.count(name);
  }
}
