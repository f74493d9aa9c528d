// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.worker.file.FileWrite;
import dev.s3copy.worker.file.Volume;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One try at one object: what it holds, and gives back at its end, however it ends.
///
/// Not for several threads at a time, but for one after the other. Close it only when no request is
/// under way, since native code writes into what it holds.
public final class Attempt implements AutoCloseable {
  private final Buffers buffers;
  private final boolean mayAssume;
  private Buffers.@Nullable Loan loan;
  private @Nullable FileWrite file;

  /// @param mayAssume whether a wrong assumption about the destination only means another attempt
  public Attempt(Buffers buffers, boolean mayAssume) {
    this.buffers = buffers;
    this.mayAssume = mayAssume;
  }

  boolean mayAssume() {
    return mayAssume;
  }

  /// Waits for a buffer.
  ByteBuffer lease(int bytes) throws InterruptedException {
    releaseBuffer();
    Buffers.Loan leased = buffers.lease(bytes);
    loan = leased;
    return leased.bytes();
  }

  /// As [#lease], without waiting: null where the budget is spent.
  public @Nullable ByteBuffer tryLease(int bytes) {
    releaseBuffer();
    Buffers.Loan leased = buffers.tryLease(bytes);
    loan = leased;
    return leased == null ? null : leased.bytes();
  }

  public void releaseBuffer() {
    Buffers.Loan ended = loan;
    loan = null;
    if (ended != null) ended.close();
  }

  /// The file that this attempt writes, created at the first call. What is not committed leaves
  /// nothing behind.
  FileWrite file(Volume volume, Key key, long size) {
    FileWrite created = file;
    if (created == null) {
      created = volume.create(key, size);
      file = created;
    }
    return created;
  }

  @Override
  public void close() {
    try {
      if (file != null) file.close();
    } finally {
      releaseBuffer();
    }
  }
}
