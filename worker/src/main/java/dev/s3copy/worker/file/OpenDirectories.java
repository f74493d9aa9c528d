// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recently used directories by path, kept open so that a file costs one lookup of its last
/// segment.
///
/// At most [#LIMIT] stay open, in addition to the pinned ones. A directory with changes leaves only
/// after its fsync, so [#sync] reaches every directory touched before it.
final class OpenDirectories implements AutoCloseable {
  /// Well below the 1024 descriptors of a plain `ulimit -n`.
  static final int LIMIT = 256;

  private final RootedOpen beneath;
  private final FileFailures failures;
  private final Fsync fsync;

  /// Least recently used first. Guarded by this.
  private final LinkedHashMap<Key, Directory> byPath = new LinkedHashMap<>(LIMIT, 0.75f, true);

  private final Object syncing = new Object();

  /// Set once some directory could not be synced: from then on it is unknown whether the files
  /// written since its last good fsync are durable.
  private volatile @Nullable StoreException doubt;

  OpenDirectories(RootedOpen beneath, FileFailures failures, Fsync fsync) {
    this.beneath = beneath;
    this.failures = failures;
    this.fsync = fsync;
  }

  synchronized @Nullable Directory pinned(Key path, boolean toWrite) {
    Directory known = byPath.get(path);
    if (known == null || (toWrite && !known.readyToWrite)) return null;
    known.pins++;
    return known;
  }

  synchronized boolean ours(Key path) {
    Directory known = byPath.get(path);
    return known != null && known.ours();
  }

  /// Takes over a directory just opened; returns it, or the one already known, pinned.
  Directory add(Directory fresh, boolean toWrite) {
    Directory kept;
    Directory leaving;
    synchronized (this) {
      Directory known = byPath.putIfAbsent(fresh.path, fresh);
      kept = known == null ? fresh : known;
      kept.listed = true;
      kept.pins++;
      if (fresh.ours() && !kept.readyToWrite) kept.own();
      kept.readyToWrite |= toWrite;
      leaving = byPath.size() > LIMIT ? pinLeastUsed() : null;
    }
    if (kept != fresh) Posix.close(fresh.file);
    if (leaving != null) retire(leaving);
    return kept;
  }

  private @Nullable Directory pinLeastUsed() {
    for (Directory directory : byPath.values()) {
      if (directory.pins > 0) continue;
      directory.pins++;
      return directory;
    }
    return null;
  }

  /// It stays listed until its fsync is done: a [#sync] in the meantime must wait for that.
  private void retire(Directory directory) {
    if (!fsync.groups()) syncOne(directory);
    // This makes the next ones durable too, so they will need no call of their own.
    else if (directory.dirty()) syncGroup();
    synchronized (this) {
      if (directory.pins == 1 && !directory.dirty()) unlist(directory);
    }
    release(directory);
  }

  /// The directory at its path is another one now: the next use opens that.
  synchronized void forget(Directory directory) {
    if (directory.listed) unlist(directory);
  }

  private void unlist(Directory directory) {
    byPath.remove(directory.path);
    directory.listed = false;
  }

  void release(Directory directory) {
    boolean last;
    synchronized (this) {
      last = --directory.pins == 0 && !directory.listed;
    }
    if (last) Posix.close(directory.file);
  }

  /// Makes durable every change that was complete before the call.
  void sync() {
    if (fsync.groups()) syncGroup();
    else syncEach();
    StoreException failed = doubt;
    if (failed != null) throw failed;
  }

  private void syncEach() {
    for (Directory directory : listed()) {
      if (!pin(directory)) continue;
      try {
        syncOne(directory);
      } finally {
        release(directory);
      }
    }
  }

  private synchronized List<Directory> listed() {
    return new ArrayList<>(byPath.values());
  }

  private synchronized boolean pin(Directory directory) {
    if (directory.listed) directory.pins++;
    return directory.listed;
  }

  /// One thread at a time: a thread that finds nothing left to sync can then rely on it.
  private void syncGroup() {
    synchronized (syncing) {
      List<Directory> dirty = new ArrayList<>(listed());
      dirty.removeIf(directory -> !directory.dirty() || !pin(directory));
      try {
        if (!syncTogether(dirty)) dirty.forEach(this::syncOne);
      } finally {
        dirty.forEach(this::release);
      }
    }
  }

  private boolean syncTogether(List<Directory> dirty) {
    if (!fsync.pays(dirty.size())) return false;
    dirty.forEach(Directory::clean);
    if (!fsync.syncTogether(dirty.size())) {
      dirty.forEach(Directory::touched);
      return false;
    }
    for (Directory directory : dirty) {
      if (!isInPlace(directory)) doubt = replaced(directory);
    }
    return true;
  }

  private void syncOne(Directory directory) {
    boolean changed = directory.dirty();
    int result = directory.sync(fsync);
    if (result < 0) doubt = failures.of(-result, "fsync", directory.path);
    else if (changed && !isInPlace(directory)) doubt = replaced(directory);
  }

  /// Files renamed into a directory that was moved away meanwhile are not where their keys say.
  private boolean isInPlace(Directory directory) {
    int now = beneath.open(directory.path);
    if (now < 0) return false;
    try {
      return Posix.stat(now).sameAs(Posix.stat(directory.file));
    } finally {
      Posix.close(now);
    }
  }

  private StoreException replaced(Directory directory) {
    forget(directory);
    return FileFailures.exception(
        FailureKind.IO_ERROR,
        "fsync",
        "DirectoryReplaced",
        failures.path(directory.path)
            + " was removed or replaced while files were written into it; leave the destination"
            + " alone and run again");
  }

  @Override
  public synchronized void close() {
    for (Directory directory : byPath.values()) {
      directory.listed = false;
      if (directory.pins == 0) Posix.close(directory.file);
    }
    byPath.clear();
  }
}
