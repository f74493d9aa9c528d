// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// Makes files durable, on file systems that can. If one does not support fsync, that is noted and
/// is no failure: its files are complete, but a power cut may lose them.
final class Fsync {
  /// From this number on, one call for the whole file system costs less than one call for each
  /// file.
  private static final int WORTH_ONE_CALL = 4;

  private final int root;
  private final Storage storage;
  private volatile boolean unsupported;

  /// @param root a descriptor opened before anything was written; it reports all errors since then
  Fsync(int root, Storage storage) {
    this.root = root;
    this.storage = storage;
  }

  Storage storage() {
    return storage;
  }

  /// Returns 0 or minus the errno. After an error the kernel may drop the pages and mark them
  /// clean. So a second call proves nothing: after an error the file must be written again.
  int sync(int file) {
    if (storage == Storage.MEMORY) return 0;
    int result = Posix.sync(file);
    boolean cannot =
        result == -Errno.EINVAL || result == -Errno.EOPNOTSUPP || result == -Errno.ENOSYS;
    if (cannot) unsupported = true;
    return cannot ? 0 : result;
  }

  /// Makes everything on the file system durable.
  ///
  /// @param count files or directories that need it
  /// @return false if each needs its own fsync: because they are few, or because of an error that
  ///     does not say which file it concerns
  boolean syncTogether(int count) {
    return pays(count) && Posix.syncFileSystem(root) == 0;
  }

  /// Whether one call can make many durable.
  boolean groups() {
    return storage == Storage.JOURNAL;
  }

  /// Whether one call for this many costs less than one call for each.
  boolean pays(int count) {
    return groups() && count >= WORTH_ONE_CALL;
  }

  boolean unsupported() {
    return unsupported;
  }
}
