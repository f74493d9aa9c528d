// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import org.jspecify.annotations.Nullable;

/// Sends requests; a [S3Connection] outside tests.
public interface S3Sender {
  /// As [S3Call#send].
  <T> T send(S3Call<T> call);

  /// As [S3Call#trySend].
  <T> @Nullable PendingAnswer<T> trySend(S3Call<T> call, Runnable arrived);
}
