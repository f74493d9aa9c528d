// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// A file being written under a temporary name beside its final one, which shows the old content
/// or nothing until [#commit], and the new content, whole, from then on.
///
/// Several threads may write different ranges at once. Ends with exactly one commit or abort;
/// a commit that fails has aborted.
public final class FileWrite implements AutoCloseable {
  private final FileTarget target;
  private final byte[] temporary;
  private final int file;
  private final long size;
  private final AtomicLong end = new AtomicLong();
  private boolean open = true;

  FileWrite(FileTarget target, byte[] temporary, int file, long size) {
    this.target = target;
    this.temporary = temporary;
    this.file = file;
    this.size = size;
  }

  public Key key() {
    return target.key();
  }

  /// Writes what remains of the buffer.
  ///
  /// @param direct a direct buffer; its position moves to its limit
  /// @param offset bytes from the start of the file
  public void write(ByteBuffer direct, long offset) {
    long at = offset;
    while (direct.hasRemaining()) {
      int written = Posix.write(file, direct, at);
      if (written < 0) throw target.failed(-written, "write");
      at += written;
    }
    long reached = at;
    end.accumulateAndGet(reached, Math::max);
  }

  /// Time, fsync, rename: in this order, so that no crash shows a part under the final name. The
  /// name itself is durable after [Volume#syncDirectories].
  ///
  /// @param modifiedMillis milliseconds since the epoch, UTC
  /// @param noReplace whether a file that exists already must stay (`DESTINATION_EXISTS`)
  public synchronized void commit(long modifiedMillis, boolean noReplace) {
    if (!open) throw new IllegalStateException("committed or aborted already");
    try {
      if (end.get() != size) throw incomplete();
      require(Posix.setModified(file, modifiedMillis), "utimensat");
      require(target.sync(file), "fsync");
      target.publish(temporary, noReplace);
      leave();
    } catch (StoreException e) {
      abort();
      throw e;
    }
  }

  private void require(int result, String operation) {
    if (result < 0) throw target.failed(-result, operation);
  }

  private StoreException incomplete() {
    return FileFailures.exception(
        FailureKind.BAD_RESPONSE,
        "write",
        "ShortBody",
        "%d of %d bytes arrived; the file was not put in place".formatted(end.get(), size));
  }

  /// Removes the temporary file. Whatever has the final name stays as it is. Does nothing after the
  /// end.
  public synchronized void abort() {
    if (!open) return;
    target.discard(temporary);
    leave();
  }

  private void leave() {
    open = false;
    Posix.close(file);
    target.release();
  }

  /// Aborts unless committed.
  @Override
  public void close() {
    abort();
  }
}
