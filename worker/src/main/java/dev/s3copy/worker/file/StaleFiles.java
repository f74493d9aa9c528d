// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.rule.FileKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/// Removes what a killed run left unfinished, in the directories that this run writes into.
///
/// Removes only files with a temporary name that are older than this run and whose lock nobody
/// holds. A running writer holds the lock of each of its files, and the kernel releases it when the
/// process ends. If the file system has no locks, such files stay.
final class StaleFiles {
  /// Every new file system of the ext family has it.
  private static final byte[] LOST_AND_FOUND = "lost+found/".getBytes(StandardCharsets.US_ASCII);

  private final TemporaryNames temporary;
  private final long openedNanos;

  /// @param openedNanos when this run began, by the clock of the file system
  StaleFiles(TemporaryNames temporary, long openedNanos) {
    this.temporary = temporary;
    this.openedNanos = openedNanos;
  }

  /// @return whether nothing else is in it
  boolean removeFrom(int directory) {
    int names = Posix.open(directory, Posix.HERE, RootedOpen.DIRECTORY, 0);
    if (names < 0) return false;
    AtomicBoolean others = new AtomicBoolean();
    try {
      int result =
          new NameReader()
              .readAll(
                  names,
                  (bytes, from, to) -> {
                    if (FileKey.isTemporary(bytes, from, to)) {
                      remove(directory, Arrays.copyOfRange(bytes, from, to));
                    } else if (!Arrays.equals(
                        bytes, from, to, LOST_AND_FOUND, 0, LOST_AND_FOUND.length)) {
                      others.setPlain(true);
                    }
                  });
      return result == 0 && !others.getPlain();
    } finally {
      Posix.close(names);
    }
  }

  private void remove(int directory, byte[] name) {
    if (temporary.isOurs(name)) return;
    int flags = Posix.WRITE_ONLY | Posix.NO_FOLLOW | Posix.NON_BLOCKING;
    int file = Posix.open(directory, name, flags, 0);
    if (file < 0) return;
    try {
      Inode inode = Posix.stat(file);
      boolean old = inode.isRegular() && inode.modifiedNanos() < openedNanos;
      if (old && Posix.lock(file) == 0) Posix.unlink(directory, name);
    } finally {
      Posix.close(file);
    }
  }
}
