// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import org.jspecify.annotations.Nullable;

/// Finds directories beneath the root, and makes them.
final class Directories {
  /// Less the umask.
  private static final int MODE = 0777;

  private final RootedOpen beneath;
  private final FileFailures failures;
  private final OpenDirectories open;
  private final Arrival arrival;

  /// Whether a rename can be made to fail if the name exists. If it cannot, no file is assumed to
  /// be absent.
  private volatile boolean renamesIfAbsent;

  /// Work that must be done before the first write into a directory that existed already.
  interface Arrival {
    /// @param parent null where it is the root
    void at(@Nullable Directory parent, byte[] name, Directory arrived);
  }

  /// @param folds whether one file can be found by several names
  Directories(
      RootedOpen beneath,
      FileFailures failures,
      OpenDirectories open,
      Arrival arrival,
      boolean folds) {
    this.beneath = beneath;
    this.failures = failures;
    this.open = open;
    this.arrival = arrival;
    renamesIfAbsent = !folds;
  }

  /// Whether a file in it may be taken for absent without a look.
  boolean knownEmpty(Key path) {
    return renamesIfAbsent && open.ours(path);
  }

  /// This file system knows no rename that replaces nothing (some network file systems).
  void renamesAlways() {
    renamesIfAbsent = false;
  }

  /// The directory at `path`, pinned, for reading; null where it is absent, or a file is there.
  @Nullable Directory existing(Key path) {
    Directory known = open.pinned(path, false);
    if (known != null) return known;
    int file = beneath.open(path);
    if (file == -Errno.ENOENT || file == -Errno.ENOTDIR) return null;
    if (file < 0) throw failures.of(-file, "open", path);
    return open.add(new Directory(path, file, false), false);
  }

  /// The directory at `path`, pinned, made where it is absent, and so every one above it.
  ///
  /// A file in its place stays: it is complete, and may be older than this run.
  Directory made(Key path) {
    Directory found = null;
    while (found == null) {
      found = open.pinned(path, true);
      if (found != null) return found;
      if (path.isEmpty()) return root();
      Directory parent = made(Paths.parent(path));
      try {
        found = madeIn(parent, path);
      } finally {
        open.release(parent);
      }
    }
    return found;
  }

  private Directory root() {
    int file = beneath.open(Key.EMPTY);
    if (file < 0) throw failures.of(-file, "open", Key.EMPTY);
    Directory root = new Directory(Key.EMPTY, file, false);
    arrive(null, Posix.HERE, root);
    return open.add(root, true);
  }

  /// Null where the parent has gone in the meantime.
  private @Nullable Directory madeIn(Directory parent, Key path) {
    byte[] name = Paths.name(path);
    int file = beneath.open(path);
    boolean absent = file == -Errno.ENOENT;
    if (absent) {
      int made = Posix.makeDirectory(parent.file, name, MODE);
      if (made == -Errno.ENOENT && vanished(parent)) return null;
      if (made < 0 && made != -Errno.EEXIST) throw failures.creating(-made, "mkdir", path);
      absent = made == 0;
      file = beneath.open(path);
    }
    if (file < 0) throw failures.of(-file, "open", path);
    // Even if the directory existed: a run that was killed may have made it without syncing its
    // parent.
    parent.touched();
    Directory arrived = new Directory(path, file, absent);
    if (!absent) arrive(parent, name, arrived);
    return open.add(arrived, true);
  }

  private void arrive(@Nullable Directory parent, byte[] name, Directory arrived) {
    try {
      arrival.at(parent, name, arrived);
    } catch (StoreException e) {
      Posix.close(arrived.file);
      throw e;
    }
  }

  void release(Directory directory) {
    open.release(directory);
  }

  /// Whether the directory was removed under our hands; if so the next use opens or makes it anew.
  boolean vanished(Directory directory) {
    if (Posix.stat(directory.file).links() > 0) return false;
    open.forget(directory);
    return true;
  }
}
