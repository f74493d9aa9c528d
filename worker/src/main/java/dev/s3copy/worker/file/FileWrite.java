// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A file being written under a temporary name beside its final one, which shows the old content or
/// nothing until [#commit], and the new content, whole, from then on.
///
/// Several threads may write different ranges at once. Ends with exactly one commit or abort; a
/// commit that fails has aborted.
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
  public void commit(long modifiedMillis, boolean noReplace) {
    prepare(modifiedMillis);
    boolean inGroup = target.storage() == Storage.JOURNAL && size < Writer.PREALLOCATED;
    if (inGroup) {
      Thread waiter = Thread.currentThread();
      Commit commit = new Commit(this, noReplace, () -> LockSupport.unpark(waiter));
      target.commit(commit);
      commit.await();
      commit.take();
    } else {
      publish(target.sync(file), noReplace);
    }
  }

  /// As [#commit], but without waiting.
  ///
  /// @param ended called when it is over, once, by a thread that commits other files too
  /// @return null where there is no disk to wait for: it is done, and `ended` is not called
  public @Nullable Commit commitLater(long modifiedMillis, boolean noReplace, Runnable ended) {
    prepare(modifiedMillis);
    if (target.storage() == Storage.MEMORY) {
      publish(target.sync(file), noReplace);
      return null;
    }
    Commit commit = new Commit(this, noReplace, ended);
    target.commit(commit);
    return commit;
  }

  private synchronized void prepare(long modifiedMillis) {
    if (!open) throw new IllegalStateException("committed or aborted already");
    try {
      if (end.get() != size) throw incomplete();
      require(Posix.setModified(file, modifiedMillis), "utimensat");
      open = false;
    } catch (StoreException e) {
      abort();
      throw e;
    }
  }

  int file() {
    return file;
  }

  /// @param synced result of the fsync
  void publish(int synced, boolean noReplace) {
    try {
      require(synced, "fsync");
      target.publish(temporary, noReplace);
    } catch (StoreException e) {
      target.discard(temporary);
      throw e;
    } finally {
      leave();
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

  /// Removes the temporary file. A file under the final name stays as it is. Does nothing after the
  /// write has ended, or once a commit has begun.
  public synchronized void abort() {
    if (!open) return;
    open = false;
    target.discard(temporary);
    leave();
  }

  private void leave() {
    Posix.close(file);
    target.release();
  }

  /// Aborts unless committed.
  @Override
  public void close() {
    abort();
  }
}
