// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.PendingExchange;

/// One request under way. It was sent once and is not repeated; that is the caller's.
///
/// @param <T> what it brings
public final class Pending<T> {
  private final S3Connection connection;
  private final PendingExchange call;
  private final S3Request request;
  private final S3Connection.Answer<T> answer;

  Pending(
      S3Connection connection,
      PendingExchange call,
      S3Request request,
      S3Connection.Answer<T> answer) {
    this.connection = connection;
    this.call = call;
    this.request = request;
    this.answer = answer;
  }

  /// The result; call it once, after it arrived, also where it is not wanted any more.
  ///
  /// @throws dev.s3copy.core.failure.StoreException as the blocking call
  public T take() {
    return connection.take(call, request, answer);
  }

  /// Has it arrive soon, most likely as a failure. From any thread.
  public void cancel() {
    call.cancel();
  }
}
