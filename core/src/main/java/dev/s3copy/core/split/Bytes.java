// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Points in the key space made from other points.
final class Bytes {
  private Bytes() {}

  static Key with(Key path, int value) {
    byte[] bytes = Arrays.copyOf(path.bytes(), path.length() + 1);
    bytes[path.length()] = (byte) value;
    return Key.ofBytes(bytes);
  }

  static Key first(Key key, int length) {
    return Key.ofBytes(Arrays.copyOf(key.bytes(), length));
  }

  /// The least key greater than all that start with `start`; null where there is none.
  static @Nullable Key afterAll(Key start) {
    int n = start.length();
    while (n > 0 && start.bytes()[n - 1] == (byte) 0xff) n--;
    if (n == 0) return null;
    byte[] bytes = Arrays.copyOf(start.bytes(), n);
    bytes[n - 1]++;
    return Key.ofBytes(bytes);
  }

  static int commonPrefix(Key a, Key b) {
    int mismatch = Arrays.mismatch(a.bytes(), b.bytes());
    return mismatch < 0 ? a.length() : mismatch;
  }
}
