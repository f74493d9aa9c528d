// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import java.util.Arrays;

/// The way from a directory down to the folder that a copy names. Somebody who can write to the
/// volume may have put a symbolic link there, which would lead to files that only the worker can
/// read.
final class Descent {
  /// As for the directories of restored files; the umask is applied to it.
  private static final int MODE = 0777;

  private Descent() {}

  /// @param from descriptor of the directory
  /// @param below empty for the directory itself
  /// @param make whether folders that are missing are made
  /// @return a new descriptor, or minus the errno: see [RootedOpen#open]
  static int open(int from, Key below, boolean make) {
    RootedOpen beneath = RootedOpen.of(from);
    if (make) {
      int made = makeAll(beneath, below.bytes());
      if (made < 0) return made;
    }
    return beneath.open(below);
  }

  private static int makeAll(RootedOpen beneath, byte[] path) {
    int start = 0;
    while (start < path.length) {
      int end = start;
      while (end < path.length && path[end] != '/') end++;
      int parent = beneath.open(Key.ofBytes(Arrays.copyOf(path, Math.max(0, start - 1))));
      if (parent < 0) return parent;
      int made = Posix.makeDirectory(parent, Arrays.copyOfRange(path, start, end), MODE);
      if (made == 0) made = Posix.sync(parent);
      Posix.close(parent);
      // EROFS or EACCES may also be the answer for a folder that exists. Opening it shows whether
      // it does.
      if (made < 0 && !there(beneath, Arrays.copyOf(path, end))) return made;
      start = end + 1;
    }
    return 0;
  }

  private static boolean there(RootedOpen beneath, byte[] path) {
    int file = beneath.open(Key.ofBytes(path));
    if (file >= 0) Posix.close(file);
    return file != -Errno.ENOENT;
  }
}
