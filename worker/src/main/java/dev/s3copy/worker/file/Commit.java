// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A file on its way to stable storage and to its final name.
public final class Commit {
  private final FileWrite write;
  private final boolean noReplace;
  private final Runnable ended;
  private @Nullable RuntimeException failure;
  private volatile boolean over;

  Commit(FileWrite write, boolean noReplace, Runnable ended) {
    this.write = write;
    this.noReplace = noReplace;
    this.ended = ended;
  }

  /// Whether it has ended, well or not.
  public boolean over() {
    return over;
  }

  /// To be called once it is over.
  ///
  /// @throws dev.s3copy.core.failure.StoreException when the file was not put in place; nothing of
  /// it is left
  public void take() {
    if (!over) throw new IllegalStateException("not over yet");
    RuntimeException failed = failure;
    if (failed != null) throw failed;
  }

  int file() {
    return write.file();
  }

  /// @param synced result of the fsync
  void finish(int synced) {
    try {
      write.publish(synced, noReplace);
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      // Kept for the caller of take(): this thread has other files to commit.
      failure = new IllegalStateException("commit", e);
    }
    over = true;
    ended.run();
  }

  /// Waits even if the thread is interrupted, because a commit cannot be called back.
  void await() {
    boolean interrupted = false;
    while (!over) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
