// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a small file, made in the root and removed again, tells of a volume.
///
/// @param nanos the time by the file system's own clock, which may be another machine's
/// @param foldsCase whether the file was found by its name in capitals too
record VolumeProbe(long nanos, boolean foldsCase) {
  /// Of a volume that is only read.
  static final VolumeProbe NONE = new VolumeProbe(0, false);

  private static final int FLAGS = Posix.WRITE_ONLY | Posix.CREATE | Posix.EXCLUSIVE;
  private static final int MODE = 0600;

  static VolumeProbe write(int root, TemporaryNames temporary, FileFailures failures) {
    byte[] name = temporary.next();
    int file = Posix.open(root, name, FLAGS, MODE);
    if (file < 0) throw refused(-file, failures);
    try {
      Inode inode = Posix.stat(file);
      return new VolumeProbe(inode.modifiedNanos(), Posix.stat(root, capitals(name)).exists());
    } finally {
      Posix.close(file);
      Posix.unlink(root, name);
    }
  }

  private static StoreException refused(int errno, FileFailures failures) {
    if (errno != Errno.EACCES && errno != Errno.EPERM) {
      return failures.of(errno, "create", Key.EMPTY);
    }
    return FileFailures.failure(
        FailureKind.DESTINATION_READ_ONLY,
        "create",
        errno,
        failures.path(Key.EMPTY) + " may not be written by this user; check its owner and mode");
  }

  private static byte[] capitals(byte[] name) {
    String text = new String(name, StandardCharsets.US_ASCII);
    return text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }
}
