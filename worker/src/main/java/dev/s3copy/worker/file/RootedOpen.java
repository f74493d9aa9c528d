// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import java.util.Arrays;

/// Opens directories beneath a root: never through a symbolic link, never into another mount, so
/// never outside. A kernel with `openat2` (Linux 5.6) checks that in one step. Without it, or if a
/// seccomp profile forbids it, each segment is opened from the one before.
interface RootedOpen {
  int DIRECTORY = Posix.READ_ONLY | Posix.DIRECTORY;

  /// A new descriptor of the directory, or minus the errno: ELOOP for a symbolic link, EXDEV for
  /// another mount, ENOTDIR for a file on the way.
  int open(Key path);

  static RootedOpen of(int root) {
    int probe = Posix.open(root, Posix.HERE, DIRECTORY, AtOnce.NO_LINKS);
    if (probe < 0) return new Stepwise(root);
    Posix.close(probe);
    return new AtOnce(root);
  }

  /// @param root descriptor of the root
  record AtOnce(int root) implements RootedOpen {
    private static final long NO_LINKS =
        Posix.RESOLVE_BENEATH | Posix.RESOLVE_NO_XDEV | Posix.RESOLVE_NO_SYMLINKS;

    @Override
    public int open(Key path) {
      if (path.length() >= Scratch.PATH_MAX) return -Errno.ENAMETOOLONG;
      byte[] name = path.isEmpty() ? Posix.HERE : path.bytes();
      return Posix.open(root, name, DIRECTORY, NO_LINKS);
    }
  }

  /// @param root descriptor of the root
  record Stepwise(int root) implements RootedOpen {
    @Override
    public int open(Key path) {
      if (path.length() >= Scratch.PATH_MAX) return -Errno.ENAMETOOLONG;
      int at = Posix.open(root, Posix.HERE, DIRECTORY, 0);
      byte[] bytes = path.bytes();
      int start = 0;
      while (at >= 0 && start < bytes.length) {
        int end = start;
        while (end < bytes.length && bytes[end] != '/') end++;
        int next = step(at, Arrays.copyOfRange(bytes, start, end));
        Posix.close(at);
        at = next;
        start = end + 1;
      }
      return at;
    }

    private int step(int from, byte[] name) {
      int next = Posix.open(from, name, DIRECTORY | Posix.NO_FOLLOW, 0);
      if (next == -Errno.ENOTDIR && Posix.stat(from, name).isSymlink()) return -Errno.ELOOP;
      if (next < 0 || Posix.stat(next).device() == Posix.stat(from).device()) return next;
      Posix.close(next);
      return -Errno.EXDEV;
    }
  }
}
