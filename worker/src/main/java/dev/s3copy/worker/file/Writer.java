// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.rule.FileKey;

/// Begins files and makes directories.
record Writer(
    Directories directories,
    FileFailures failures,
    Fsync fsync,
    Committers committers,
    CaseFolding folding,
    TemporaryNames temporary) {
  /// Less the umask: never executable, never setuid.
  private static final int MODE = 0666;

  private static final int NEW_FILE =
      Posix.WRITE_ONLY | Posix.CREATE | Posix.EXCLUSIVE | Posix.NO_FOLLOW;

  /// From this size on, space is reserved first: so a full disk shows before any byte is fetched,
  /// and ranges that are written out of order do not fragment the file.
  static final long PREALLOCATED = 8L << 20;

  private static final int ATTEMPTS = 3;

  FileWrite create(Key key, long size) {
    FileKey.require(key, size, "create");
    if (Paths.namesDirectory(key)) throw new IllegalArgumentException("a directory: " + key);
    int errno = Errno.ENOENT;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Directory directory = directories.made(Paths.parent(key));
      byte[] name = temporary.next();
      int file = Posix.open(directory.file, name, NEW_FILE, MODE);
      if (file >= 0) return begun(new FileTarget(this, directory, key), name, file, size);
      errno = -file;
      boolean again =
          errno == Errno.EEXIST || (errno == Errno.ENOENT && directories.vanished(directory));
      directories.release(directory);
      if (!again) break;
    }
    throw errno == Errno.EEXIST ? failures.planted(key) : failures.creating(errno, "create", key);
  }

  private FileWrite begun(FileTarget target, byte[] name, int file, long size) {
    // For [StaleFiles] of another process; where locks are missing it leaves the file alone.
    Posix.lock(file);
    FileWrite write = new FileWrite(target, name, file, size);
    int result = size < PREALLOCATED ? 0 : Posix.allocate(file, size);
    boolean full = result == -Errno.ENOSPC || result == -Errno.EDQUOT || result == -Errno.EFBIG;
    if (!full) return write;
    write.abort();
    throw target.failed(-result, "fallocate");
  }

  /// @param key ends in `/`
  void makeDirectory(Key key) {
    FileKey.require(key, 0, "mkdir");
    directories.release(directories.made(Paths.withoutTrailingSlash(key)));
  }
}
