// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// Fsync, on file systems that have it. One that has not is noted, not failed: its files are
/// complete, but a power cut may take them.
final class Durability {
  /// From so many on, one call for the whole file system costs less than one for each.
  private static final int WORTH_ONE_CALL = 4;

  private final int root;
  private final Storage storage;
  private volatile boolean unsupported;

  /// @param root a descriptor opened before anything was written: errors are told since then
  Durability(int root, Storage storage) {
    this.root = root;
    this.storage = storage;
  }

  Storage storage() {
    return storage;
  }

  /// 0 or minus the errno. After an error the pages may be dropped and marked clean, so calling
  /// again proves nothing: whoever gets one must write anew.
  int sync(int file) {
    if (storage == Storage.MEMORY) return 0;
    int result = Posix.sync(file);
    boolean cannot =
        result == -Errno.EINVAL || result == -Errno.EOPNOTSUPP || result == -Errno.ENOSYS;
    if (cannot) unsupported = true;
    return cannot ? 0 : result;
  }

  /// Makes everything on the file system durable, for so many files or directories at once.
  ///
  /// @return false where each must have its own fsync: so few, or an error that does not tell whose
  ///     it is
  boolean syncTogether(int count) {
    return pays(count) && Posix.syncFileSystem(root) == 0;
  }

  /// Whether one call can make many durable.
  boolean groups() {
    return storage == Storage.JOURNAL;
  }

  /// Whether one call for so many costs less than one for each.
  boolean pays(int count) {
    return groups() && count >= WORTH_ONE_CALL;
  }

  boolean unsupported() {
    return unsupported;
  }
}
