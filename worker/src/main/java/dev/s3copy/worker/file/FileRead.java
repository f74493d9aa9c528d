// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import java.nio.ByteBuffer;

/// A file opened to be read, perhaps by several threads at different offsets.
public final class FileRead implements AutoCloseable {
  private final FileFailures failures;
  private final Key key;
  private final int file;
  private final Inode opened;

  FileRead(FileFailures failures, Key key, int file, Inode opened) {
    this.failures = failures;
    this.key = key;
    this.file = file;
    this.opened = opened;
  }

  Key key() {
    return key;
  }

  Inode opened() {
    return opened;
  }

  /// Bytes, when it was opened.
  public long size() {
    return opened.size();
  }

  /// Milliseconds since the epoch, UTC, when it was opened.
  public long modifiedMillis() {
    return opened.modifiedMillis();
  }

  /// Reads once, up to what remains of the buffer, whose position moves by the result.
  ///
  /// @param direct a direct buffer
  /// @param offset bytes from the start of the file
  /// @return bytes read, at least 1; -1 at the end of the file or with a full buffer
  public int read(ByteBuffer direct, long offset) {
    int read = Posix.read(file, direct, offset);
    if (read < 0) throw failures.of(-read, "read", key);
    return read == 0 ? -1 : read;
  }

  /// Whether size, times and inode are as they were at opening: what was read in between is one
  /// version of the file.
  public boolean unchanged() {
    Inode now = Posix.freshStat(file);
    if (!now.exists()) throw failures.of(now.errno(), "statx", key);
    return now.sameContent(opened);
  }

  @Override
  public void close() {
    Posix.close(file);
  }
}
