// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.FileKey;
import org.jspecify.annotations.Nullable;

/// Looks at files and opens them.
record Reader(Directories directories, FileFailures failures) {
  /// A FIFO would make a blocking open wait for its writer.
  private static final int EXISTING = Posix.READ_ONLY | Posix.NO_FOLLOW | Posix.NON_BLOCKING;

  /// What is at the key, links not followed; null where nothing is. A directory is found only by
  /// its key with the closing `/`.
  @Nullable FileStat stat(Key key) {
    FileKey.require(key, 0, "stat");
    Key path = Paths.withoutTrailingSlash(key);
    Inode inode = inDirectory(path, Posix::stat, Inode.failed(Errno.ENOENT));
    if (inode.errno() == Errno.ENOENT) return null;
    if (!inode.exists()) throw failures.of(inode.errno(), "statx", key);
    if (inode.isDirectory() != Paths.namesDirectory(key)) return null;
    Entry.Kind kind = inode.isDirectory() ? Entry.Kind.OBJECT : TreeWalk.kind(inode);
    return new FileStat(kind, inode.isRegular() ? inode.size() : 0, inode.modifiedMillis());
  }

  /// See [Volume#assumedAbsent].
  boolean assumedAbsent(Key key) {
    FileKey.require(key, 0, "stat");
    return !Paths.namesDirectory(key) && directories.knownEmpty(Paths.parent(key));
  }

  FileRead read(Key key) {
    FileKey.require(key, 0, "open");
    int file = inDirectory(Paths.withoutTrailingSlash(key), this::open, -Errno.ENOENT);
    if (file < 0) throw failures.reading(-file, key);
    Inode opened = Posix.freshStat(file);
    if (opened.isRegular() && !Paths.namesDirectory(key)) {
      return new FileRead(failures, key, file, opened);
    }
    Posix.close(file);
    throw notRegular(key, opened);
  }

  /// See [Volume#sync].
  void touch(Key key) {
    Key path = Paths.withoutTrailingSlash(key);
    if (!path.isEmpty()) touchDirectory(Paths.parent(path));
  }

  /// Those above it too, as whoever put the file there may have made them. They come first: of a
  /// directory that waits to be synced it is known that they are, or wait too.
  private void touchDirectory(Key path) {
    if (isDirty(path)) return;
    if (!path.isEmpty()) touchAbove(path);
    Directory directory = directories.existing(path);
    if (directory == null) return;
    directory.touched();
    directories.release(directory);
  }

  private void touchAbove(Key path) {
    try {
      touchDirectory(Paths.parent(path));
    } catch (StoreException e) {
      // Who may not open it has not made anything in it.
      if (e.failure().kind() != FailureKind.ACCESS_DENIED) throw e;
    }
  }

  private boolean isDirty(Key path) {
    Directory directory = directories.existing(path);
    if (directory == null) return false;
    boolean dirty = directory.dirty();
    directories.release(directory);
    return dirty;
  }

  /// See [Volume#isCurrent].
  boolean isCurrent(FileRead read) {
    Key path = Paths.withoutTrailingSlash(read.key());
    Inode now = inDirectory(path, Posix::freshStat, Inode.failed(Errno.ENOENT));
    return now.exists() && now.sameContent(read.opened());
  }

  private int open(int directory, byte[] name) {
    return Posix.open(directory, name, EXISTING, 0);
  }

  private StoreException notRegular(Key key, Inode opened) {
    String what = opened.isDirectory() ? " is a directory" : " is a socket, FIFO or device";
    return new StoreException(
        Failure.of(
            FailureKind.SOURCE_GONE, "open", "NotAFile", failures.path(key) + what + ", no file"));
  }

  private interface Look<T> {
    T at(int directory, byte[] name);
  }

  private <T> T inDirectory(Key path, Look<T> look, T absent) {
    boolean again = true;
    T found = absent;
    while (again) {
      Directory directory = directories.existing(Paths.parent(path));
      if (directory == null) return absent;
      try {
        found = look.at(directory.file, Paths.name(path));
        again = found.equals(absent) && directories.vanished(directory);
      } finally {
        directories.release(directory);
      }
    }
    return found;
  }
}
