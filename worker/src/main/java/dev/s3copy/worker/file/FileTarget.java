// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;

/// The final name of a file being written, in a pinned directory.
final class FileTarget {
  private final Writer writer;
  private final Directory directory;
  private final Key key;
  private final byte[] name;

  FileTarget(Writer writer, Directory directory, Key key) {
    this.writer = writer;
    this.directory = directory;
    this.key = key;
    name = Paths.name(key);
  }

  Key key() {
    return key;
  }

  StoreException failed(int errno, String operation) {
    return writer.failures().of(errno, operation, key);
  }

  int sync(int file) {
    return writer.fsync().sync(file);
  }

  Storage storage() {
    return writer.fsync().storage();
  }

  void commit(Commit commit) {
    writer.committers().add(commit);
  }

  /// Gives the temporary file its final name. A file that is there is replaced in one step, unless
  /// `noReplace`; a directory never is.
  void publish(byte[] temporary, boolean noReplace) {
    int result;
    if (writer.folding().folds()) {
      synchronized (writer.folding()) {
        writer.folding().requireOwnName(directory.file, name, key);
        result = rename(temporary, noReplace);
      }
    } else {
      result = rename(temporary, noReplace);
    }
    if (result == -Errno.ENOENT) throw writer.failures().vanished("rename", key);
    if (result < 0) throw failed(-result, "rename");
    directory.touched();
  }

  private int rename(byte[] temporary, boolean noReplace) {
    int result = Posix.rename(directory.file, temporary, name, noReplace);
    if (noReplace && result == -Errno.EINVAL) {
      // Some network file systems cannot rename with a condition, but a hard link never replaces.
      writer.directories().renamesAlways();
      result = link(temporary);
    }
    if (result == -Errno.EEXIST) directory.shared();
    return result;
  }

  private int link(byte[] temporary) {
    int result = Posix.link(directory.file, temporary, name);
    if (result == 0) return Posix.unlink(directory.file, temporary);
    if (result == -Errno.EEXIST || Posix.stat(directory.file, name).exists()) return -Errno.EEXIST;
    return Posix.rename(directory.file, temporary, name, false);
  }

  void discard(byte[] temporary) {
    Posix.unlink(directory.file, temporary);
  }

  void release() {
    writer.directories().release(directory);
  }
}
