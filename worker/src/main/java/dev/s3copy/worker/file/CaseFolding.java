// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import java.util.Arrays;

/// Keeps two keys apart that are one name on a case-insensitive file system. Costs nothing on other
/// file systems.
final class CaseFolding {
  private final boolean folds;
  private final FileFailures failures;

  /// @param folds whether the volume's root takes `a` for `A`
  CaseFolding(boolean folds, FileFailures failures) {
    this.folds = folds;
    this.failures = failures;
  }

  boolean folds() {
    return folds;
  }

  /// Fails where the name exists, but spelled in another way.
  void requireOwnName(int directory, byte[] name, Key key) {
    if (!folds || !Posix.stat(directory, name).exists() || holds(directory, name)) return;
    throw failures.collision(
        "rename",
        failures.path(key) + ": a name that differs only in case exists already; it stays");
  }

  private static boolean holds(int directory, byte[] name) {
    int names = Posix.open(directory, Posix.HERE, RootedOpen.DIRECTORY, 0);
    if (names < 0) return false;
    try {
      boolean[] found = {false};
      new NameReader().readAll(names, (bytes, from, to) -> found[0] |= same(name, bytes, from, to));
      return found[0];
    } finally {
      Posix.close(names);
    }
  }

  private static boolean same(byte[] name, byte[] bytes, int from, int to) {
    int end = bytes[to - 1] == '/' ? to - 1 : to;
    return Arrays.equals(name, 0, name.length, bytes, from, end);
  }
}
