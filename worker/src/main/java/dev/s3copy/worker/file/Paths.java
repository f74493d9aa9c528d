// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import java.util.Arrays;

/// Takes paths apart. A path has no leading and no trailing `/`; the empty one is the root.
final class Paths {
  private Paths() {}

  static Key parent(Key path) {
    int slash = lastSlash(path);
    return slash < 0 ? Key.EMPTY : Key.ofBytes(Arrays.copyOf(path.bytes(), slash));
  }

  /// The last segment.
  static byte[] name(Key path) {
    return Arrays.copyOfRange(path.bytes(), lastSlash(path) + 1, path.length());
  }

  /// A key that ends in `/` names a directory.
  static boolean namesDirectory(Key key) {
    return endsInSlash(key.bytes());
  }

  static boolean endsInSlash(byte[] name) {
    return name.length > 0 && name[name.length - 1] == '/';
  }

  static Key withoutTrailingSlash(Key key) {
    return namesDirectory(key) ? Key.ofBytes(Arrays.copyOf(key.bytes(), key.length() - 1)) : key;
  }

  private static int lastSlash(Key path) {
    byte[] bytes = path.bytes();
    int i = bytes.length - 1;
    while (i >= 0 && bytes[i] != '/') i--;
    return i;
  }
}
