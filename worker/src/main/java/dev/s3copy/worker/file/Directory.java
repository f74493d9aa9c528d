// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;

/// A directory kept open. Whoever uses it holds a pin from [OpenDirectories].
final class Directory {
  final Key path;
  final int file;

  /// Guarded by [OpenDirectories], as are the next two.
  int pins;

  /// Whether it can be found by its path. Where not, the last pin closes it.
  boolean listed;

  /// Whether what is due before the first write has been done.
  boolean readyToWrite;

  private volatile boolean dirty;

  /// Made by this process, or empty when it came, so that a name not looked at yet is most likely
  /// absent. Never taken for certain: whoever relies on it must put the file there without
  /// replacing, and fall back.
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

  /// Somebody else puts files there too: from now on each is looked at.
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

  /// What was touched before the call is about to be made durable together with others'.
  void clean() {
    dirty = false;
  }

  /// Makes durable what was touched before the call; 0 or minus the errno. A second caller waits
  /// for the first, so a return always means that it is done.
  synchronized int sync(Durability durability) {
    if (!dirty) return 0;
    dirty = false;
    return durability.sync(file);
  }
}
