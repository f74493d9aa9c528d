// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.core.key.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Keys that every copy must carry byte for byte from S3 to S3, and either restore exactly to a
/// volume or refuse by name. All at once they also clash with one another (`clash` and
/// `clash/child`).
public final class HostileKeys {
  private HostileKeys() {}

  /// Distinct, in the order of their bytes.
  public static List<Key> all() {
    return corpus().stream().map(HostileKey::key).toList();
  }

  /// The same with the reason for each.
  public static List<HostileKey> corpus() {
    SortedMap<Key, HostileKey> distinct = new TreeMap<>();
    Stream.of(
            HostilePaths.keys(),
            HostileCharacters.keys(),
            HostileLengths.keys(),
            HostileBytes.keys())
        .flatMap(List::stream)
        .forEach(key -> distinct.putIfAbsent(key.key(), key));
    return List.copyOf(distinct.values());
  }

  /// A body that names its key, so that two bodies mixed up show. Keys that end in a slash have one
  /// too: they are objects like others.
  public static byte[] body(Key key) {
    byte[] bytes = key.bytes();
    byte[] body = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, body, 1, bytes.length);
    body[0] = '=';
    return body;
  }

  static List<HostileKey> list(Map<String, String> reasons) {
    return reasons.entrySet().stream().map(e -> HostileKey.of(e.getKey(), e.getValue())).toList();
  }

  /// Keys that share a reason.
  static void add(Map<String, String> reasons, String why, String... keys) {
    for (String key : keys) reasons.put(key, why);
  }

  static Map<String, String> reasons() {
    return new LinkedHashMap<>();
  }
}
