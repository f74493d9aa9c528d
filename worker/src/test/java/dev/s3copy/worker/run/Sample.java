// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One row of the table: a few objects that have something in common.
///
/// @param files whether a volume could hold it, and it says something of volumes
record Sample(String title, List<Item> items, boolean files) {
  private static final int PARTS = (8 << 20) + 1;
  private static final int KIB5 = 5 << 10;

  /// @param headers in lower case, as HEAD gives them back
  record Item(String key, int size, Map<String, String> headers, Map<String, String> tags) {
    boolean inParts() {
      return size >= PARTS;
    }

    byte[] body() {
      return RunFixture.random(size, key.hashCode());
    }
  }

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.add(size("0 bytes", 0));
    all.add(size("1 byte", 1));
    all.add(size("5 KiB", KIB5));
    all.add(size("8 MiB + 1, in parts", PARTS));
    all.add(described("`Content-Type`", Map.of("content-type", "text/x-sample; charset=utf-8")));
    all.add(described("`Cache-Control`", Map.of("cache-control", "max-age=60, public")));
    all.add(
        described(
            "`Content-Disposition`", Map.of("content-disposition", "inline; filename=\"a\"")));
    all.add(described("`Content-Encoding`", Map.of("content-encoding", "x-sample")));
    all.add(described("`Content-Language`", Map.of("content-language", "de-AT")));
    all.add(described("`Expires`", Map.of("expires", "Wed, 21 Oct 2037 07:28:00 GMT")));
    all.add(described("user metadata", Map.of("x-amz-meta-a", "1", "x-amz-meta-b-c", "d e")));
    all.add(tagged("tags", KIB5));
    all.add(tagged("tags of an object in parts", PARTS));
    all.add(keys("key with blanks and `+`", "a b+c", " lead", "trail "));
    all.add(keys("key with `%`", "a%20b", "100%"));
    all.add(keys("key in Unicode", "ümlaut/ß", "emoji/😀"));
    all.add(keys("key `a//b` beside `a/b`", "a//b", "a/b"));
    all.add(keys("key `/a` beside `a`", "/a", "a"));
    all.add(keys("key `a/../b`", "a/../b", "b"));
    all.add(keys("key `k` beside `k/x`", "k", "k/x"));
    all.add(new Sample("key `k/`, empty", List.of(item("k/", 0), item("k/x", 9)), true));
    all.add(keys("key with data that ends in `/`", "k/"));
    all.add(keys("name of 300 bytes", "n".repeat(300)));
    return List.copyOf(all);
  }

  /// What does not depend on how a server treats keys.
  static List<Sample> withoutKeys() {
    return all().stream().filter(sample -> !sample.ofKeys()).toList();
  }

  private boolean ofKeys() {
    return title.startsWith("key") || title.startsWith("name");
  }

  private static Sample size(String title, int size) {
    return new Sample(title, List.of(item("object", size)), true);
  }

  private static Sample described(String title, Map<String, String> headers) {
    return new Sample(title, List.of(new Item("object", KIB5, headers, Map.of())), false);
  }

  private static Sample tagged(String title, int size) {
    Map<String, String> tags = Map.of("team", "blue", "cost", "4 2");
    return new Sample(title, List.of(new Item("object", size, Map.of(), tags)), false);
  }

  private static Sample keys(String title, String... keys) {
    return new Sample(title, List.of(keys).stream().map(key -> item(key, 9)).toList(), true);
  }

  private static Item item(String key, int size) {
    return new Item(key, size, Map.of(), Map.of());
  }
}
