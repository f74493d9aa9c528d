// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The directories directly below a prefix, as a delimiter listing of a bucket would give them.
record Folders(Beneath beneath, FileFailures failures) {
  /// @param prefix any: of `a/b` the part up to the last `/` is a directory, the rest begins names
  List<Key> below(Key prefix, int max) {
    Key parent = Paths.parent(prefix);
    byte[] start = Paths.name(prefix);
    int file = beneath.open(parent);
    if (file == -Errno.ENOENT || file == -Errno.ENOTDIR) return List.of();
    if (file < 0) throw failures.of(-file, "open", parent);
    try {
      SmallestNames smallest = new SmallestNames(max, start, true);
      int result =
          new NameReader()
              .readAll(
                  file,
                  (bytes, from, to) -> {
                    if (isFolder(bytes, from, to, start)) smallest.offer(bytes, from, to);
                  });
      if (result < 0) throw failures.of(-result, "getdents", parent);
      Key directory = prefix.length() == start.length ? Key.EMPTY : parent.append(Key.of("/"));
      return Stream.of(smallest.sorted()).map(n -> directory.append(Key.ofBytes(n))).toList();
    } finally {
      Posix.close(file);
    }
  }

  private static boolean isFolder(byte[] bytes, int from, int to, byte[] start) {
    return bytes[to - 1] == '/'
        && to - from > start.length
        && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
  }
}
