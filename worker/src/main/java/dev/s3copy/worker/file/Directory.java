// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;

/// A directory that is kept open. A user of it holds a pin from [OpenDirectories].
final class Directory {
  final Key path;
  final int file;

  /// Guarded by [OpenDirectories], as are the next two.
  int pins;

  /// Whether it can be found by its path. If not, releasing the last pin closes it.
  boolean listed;

  /// Whether the work before the first write has been done.
  boolean readyToWrite;

  private volatile boolean dirty;

  /// Whether this process made it or found it empty. Then a name that was not looked up yet is most
  /// likely absent. That is not certain: a file must be put there without replacing another one,
  /// with a fallback if one exists.
  private volatile boolean ours;

  /// @param ours whether this process has just made it, or nothing was in it
  Directory(Key path, int file, boolean ours) {
    this.path = path;
    this.file = file;
    this.ours = ours;
  }

  boolean ours() {
    return ours;
  }

  /// Nothing was in it.
  void own() {
    ours = true;
  }

  /// Somebody else puts files there too: from now on each name is looked up.
  void shared() {
    ours = false;
  }

  /// Entries were made or renamed in it; to be called after that.
  void touched() {
    dirty = true;
  }

  boolean dirty() {
    return dirty;
  }

  /// All changes made before the call are about to be made durable, together with those of other
  /// directories.
  void clean() {
    dirty = false;
  }

  /// Makes durable what was touched before the call; 0 or minus the errno. A second caller waits
  /// for the first, so a return always means that it is done.
  synchronized int sync(Fsync fsync) {
    if (!dirty) return 0;
    dirty = false;
    return fsync.sync(file);
  }
}
