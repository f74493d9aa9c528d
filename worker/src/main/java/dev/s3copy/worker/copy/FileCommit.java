// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.worker.file.Commit;
import dev.s3copy.worker.file.FileWrite;
import org.jspecify.annotations.Nullable;

/// A file whose bytes are all there, and how it comes to its place.
public interface FileCommit {
  /// Waits until the file is durable and in its place.
  ///
  /// @throws dev.s3copy.core.failure.StoreException when it is not; nothing of it is left
  void commit();

  /// As [#commit], without waiting for a disk.
  ///
  /// @param ended called once, on a thread that commits other files too, when it is over
  /// @return what throws as [#commit] once it is over; null where the file is in its place already
  @Nullable Runnable commitLater(Runnable ended);

  /// @param noReplace whether a file that exists must stay: then `DESTINATION_EXISTS`
  static FileCommit of(FileWrite file, long modifiedMillis, boolean noReplace) {
    return new FileCommit() {
      @Override
      public void commit() {
        file.commit(modifiedMillis, noReplace);
      }

      @Override
      public @Nullable Runnable commitLater(Runnable ended) {
        Commit begun = file.commitLater(modifiedMillis, noReplace, ended);
        return begun == null ? null : begun::take;
      }
    };
  }
}
