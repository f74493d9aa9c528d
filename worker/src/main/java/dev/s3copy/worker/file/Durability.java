// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// Fsync, on file systems that have it. One that has not is noted, not failed: its files are
/// complete, but a power cut may take them.
final class Durability {
  private volatile boolean unsupported;

  /// 0 or minus the errno. After an error the pages may be dropped and marked clean, so calling
  /// again proves nothing: whoever gets one must write anew.
  int sync(int file) {
    int result = Posix.sync(file);
    boolean cannot =
        result == -Errno.EINVAL || result == -Errno.EOPNOTSUPP || result == -Errno.ENOSYS;
    if (cannot) unsupported = true;
    return cannot ? 0 : result;
  }

  boolean unsupported() {
    return unsupported;
  }
}
